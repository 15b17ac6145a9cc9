import fc from "fast-check";
import { correlate } from "../../detectors/correlate.ts";
import { detect } from "../../detectors/detect.ts";
import type { Match } from "../../detectors/detector.ts";
import { Fake, inEverySyntax } from "../../detectors/fake.ts";
import { views } from "../../detectors/views.ts";

const RUNS = { numRuns: 80, seed: 7 };

function found(text: string): Match[] {
  return correlate([detect(text)])[0] as Match[];
}

/** Detector, place and value of everything found, places counted from `offset`. */
function seen(matches: readonly Match[], offset = 0) {
  return matches.map(({ detector, span, value }) => [
    detector.id,
    span.start - offset,
    span.end - offset,
    value,
  ]);
}

const seeds = fc.nat({ max: 1_000_000 });
const kinds = fc.constantFrom("secret", "password", "old password", "token", "id");

/** A credential in a file, its secret at the end of the second line. */
function credential(kind: string, seed: number) {
  const fake = new Fake(seed);
  const id = fake.accessKeyId();
  if (kind === "id")
    return { text: `user=mailer\nid=${id}`, name: "SMTP_USER", secret: id, id: "aws-access-key-id" };
  const [name, secret, detector] = {
    secret: ["AWS_SECRET_ACCESS_KEY", fake.secretAccessKey(), "aws-secret-access-key"],
    password: ["SMTP_PASSWORD", fake.smtpPassword(), "aws-ses-smtp-password"],
    "old password": ["SMTP_PASSWORD", fake.oldSmtpPassword(), "aws-ses-smtp-password-v2"],
    token: ["AWS_SESSION_TOKEN", fake.sessionToken(), "aws-session-token"],
  }[kind] as [string, string, string];
  return { text: `USER=${id}\n${name}=${secret}`, name, secret, id: detector };
}

/** Lines about other things. */
const noise = fc
  .array(
    fc.oneof(
      fc.lorem({ maxCount: 12 }),
      fc.json(),
      fc.webUrl(),
      fc.string({ unit: "grapheme", maxLength: 60 }).map((text) => text.replace(/[\r\n\\"'`<>{[(]/g, "")),
    ),
    { maxLength: 6 },
  )
  .map((lines) => lines.join("\n"));

describe("A credential is found to the character", () => {
  test("whatever stands above and below it", () => {
    fc.assert(
      fc.property(kinds, seeds, noise, noise, (kind, seed, above, below) => {
        const { text, secret, id } = credential(kind, seed);
        const before = `${above}\n\n`;
        const start = before.length + text.length - secret.length;
        expect(seen(found(`${before}${text}\n\n${below}`))).toContainEqual([
          id,
          start,
          start + secret.length,
          secret,
        ]);
      }),
      RUNS,
    );
  });

  test("with either line break, any indentation, with and without quotes", () => {
    const quotes = fc.constantFrom("", '"', "'", "`", '\\"');
    const indents = fc.constantFrom("", "  ", "\t", "        ");
    fc.assert(
      fc.property(
        kinds,
        seeds,
        quotes,
        indents,
        fc.constantFrom("\n", "\r\n"),
        (kind, seed, quote, indent, end) => {
          const { text, secret, id } = credential(kind, seed);
          const quoted = text.slice(0, -secret.length) + quote + secret + quote;
          const lines = quoted.split("\n").map((line) => indent + line);
          const whole = lines.join(end) + end;
          const start = whole.indexOf(secret);
          expect(seen(found(whole))).toContainEqual([id, start, start + secret.length, secret]);
        },
      ),
      RUNS,
    );
  });

  test("in every syntax, between other lines, indented, with either line break", () => {
    const syntaxes = fc.nat({ max: inEverySyntax("X", "x").length - 1 });
    const indents = fc.constantFrom("", "    ", "\t");
    const ends = fc.constantFrom("\n", "\r\n");
    fc.assert(
      fc.property(kinds, seeds, syntaxes, indents, ends, noise, (kind, seed, syntax, indent, end, other) => {
        const { name, secret, id } = credential(kind, seed);
        const { text } = inEverySyntax(name, secret)[syntax] as { text: string };
        const lines = [other, "", ...text.split(/\r?\n/).map((line) => indent + line), "", other];
        const whole = lines.join("\n").replaceAll("\n", end);
        const start = whole.indexOf(secret);
        expect(seen(found(whole))).toContainEqual([id, start, start + secret.length, secret]);
      }),
      { ...RUNS, numRuns: 300 },
    );
  });

  test("wherever it stands in a long line", () => {
    fc.assert(
      fc.property(seeds, fc.nat({ max: 3000 }), fc.nat({ max: 3000 }), (seed, left, right) => {
        const secret = new Fake(seed).smtpPassword();
        const before = "x,".repeat(left);
        const text = `${before}${secret}${",y".repeat(right)}`;
        expect(seen(found(text), before.length)).toEqual([
          ["aws-ses-smtp-password", 0, secret.length, secret],
        ]);
      }),
      RUNS,
    );
  });
});

/** Ways to write a value down that read back to it, each with the encoded text. */
const ENCODINGS: Readonly<Record<string, (value: string) => string>> = {
  base64: (value) => Buffer.from(value).toString("base64"),
  "base64, URL-safe": (value) => Buffer.from(value).toString("base64url"),
  "UTF-16 in base64": (value) => Buffer.from(value, "utf16le").toString("base64"),
  percent: (value) => encodeURIComponent(value),
  "JSON escapes": (value) => value.replaceAll("/", "\\/"),
  "Unicode escapes": (value) =>
    value.replace(/[+/]/g, (unit) => `\\u00${unit.charCodeAt(0).toString(16).toUpperCase()}`),
  "hex escapes": (value) => value.replace(/[+/]/g, (unit) => `\\x${unit.charCodeAt(0).toString(16)}`),
  "HTML entities": (value) => value.replace(/[+/]/g, (unit) => `&#${unit.charCodeAt(0)};`),
};
const encodings = fc.constantFrom(...Object.keys(ENCODINGS));
const encode = (encoding: string, value: string) => (ENCODINGS[encoding] as (value: string) => string)(value);

describe("A hidden password is found", () => {
  test("in one layer of any encoding, at the place of the encoded token", () => {
    fc.assert(
      fc.property(encodings, seeds, (encoding, seed) => {
        const secret = new Fake(seed).smtpPassword();
        const token = encode(encoding, secret);
        const [only, ...rest] = found(`SMTP_PASSWORD="${token}"\n`);
        expect(rest).toEqual([]);
        expect(only?.value === secret).toBe(true);
        // What pads base64 may stand outside.
        expect(only?.span.start).toBe(15);
        expect(token.slice((only?.span.end ?? 0) - 15)).toMatch(/^=*$/);
      }),
      RUNS,
    );
  });

  test("in two layers", () => {
    fc.assert(
      fc.property(encodings, encodings, seeds, (inner, outer, seed) => {
        const secret = new Fake(seed).smtpPassword();
        const token = encode(outer, encode(inner, secret));
        const values = found(`SMTP_PASSWORD="${token}"\n`).map(({ value }) => value);
        expect(values.includes(secret)).toBe(true);
      }),
      RUNS,
    );
  });

  test("when its literal is cut in two and joined again", () => {
    const seams = fc.constantFrom(
      ...['" + "', "' . '", '"\n  "', '" +\n    "', '"\n  + "', '" .. "', '" & "', '" & _\r\n  "'],
      ...['" ++ "', '" << "', '"^"', '" ~\n    "'],
      ...["\\\n", "\\\r\n    "],
    );
    fc.assert(
      fc.property(seams, seeds, fc.integer({ min: 1, max: 43 }), (seam, seed, cut) => {
        const secret = new Fake(seed).smtpPassword();
        const token = secret.slice(0, cut) + seam + secret.slice(cut);
        expect(seen(found(`SMTP_PASSWORD = ${token}`), 16)).toEqual([
          ["aws-ses-smtp-password", 0, token.length, secret],
        ]);
      }),
      RUNS,
    );
  });

  test("when base64 of it is wrapped in a string", () => {
    fc.assert(
      fc.property(
        seeds,
        fc.constantFrom(60, 64, 76),
        fc.constantFrom("\\n", "\\r\\n"),
        (seed, width, end) => {
          const secret = new Fake(seed).smtpPassword();
          const lines = Buffer.from(`[smtp]\nusername=ops@example.org\npass=${secret}\n`).toString("base64");
          const wrapped = lines.replace(new RegExp(`.{${width}}`, "g"), `$&${end}`);
          expect(found(`{"data": "${wrapped}${end}"}`).some(({ value }) => value === secret)).toBe(true);
        },
      ),
      RUNS,
    );
  });

  test("together with every other secret of the same token", () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 2, max: 6 }), (seed, count) => {
        const fake = new Fake(seed);
        const secrets = Array.from({ length: count }, () => fake.secretAccessKey());
        const file = secrets.map((secret) => `${fake.accessKeyId()}:${secret}`).join("\n");
        const matches = found(`data: ${Buffer.from(file).toString("base64")}\n`);
        const values = new Set(matches.map(({ value }) => value));
        expect(secrets.filter((secret) => !values.has(secret))).toHaveLength(0);
      }),
      RUNS,
    );
  });
});

describe("Views", () => {
  test("map every place back into the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), encodings, (text, encoding) => {
        const source = `${text} ${encode(encoding, "some words and a/slash+plus")} ${text}`;
        for (const view of views(source, undefined)) {
          for (let start = 0; start < view.text.length; start += 7) {
            const span = view.toSource({ start, end: Math.min(start + 5, view.text.length) });
            expect(span.start).toBeGreaterThanOrEqual(0);
            expect(span.end).toBeGreaterThanOrEqual(span.start);
            expect(span.end).toBeLessThanOrEqual(source.length);
          }
        }
      }),
      RUNS,
    );
  });
});
