import fc from "fast-check";
import { correlate } from "../../detectors/correlate.ts";
import { detect } from "../../detectors/detect.ts";
import type { Examples } from "../../detectors/examples.ts";
import { Fake } from "../../detectors/fake.ts";
import { corpus } from "../../scripts/detection/corpus.ts";
import type { Sample } from "../../scripts/detection/sample.ts";
import { exampleMakers } from "../helpers/allExamples.ts";

const makers = [...exampleMakers()].filter(([id]) => id.startsWith("anypoint-"));

const rows = makers.flatMap(([id, make]) =>
  make(new Fake(7)).match.map(
    (example, index) => [`${id} is alone in its example ${index + 1}`, id, example] as const,
  ),
);

describe("Anypoint detectors", () => {
  test.each(rows)("%s", (_, id, { text, path }) => {
    const [found = []] = correlate([detect(text, path === undefined ? {} : { path })]);
    expect(found.map(({ detector }) => detector.id)).toEqual([id]);
  });

  test.each([
    "INSERT INTO logins (username, anypoint_password) VALUES ('jdoe', 'hunter22x');",
    "username,anypoint_password\njdoe,hunter22x\n",
    "| user | anypoint_pw |\n|---|---|\n| jdoe | hunter22x |\n",
  ])("The name of a column is no user: %j", (text) => {
    expect(detect(text).map(({ value, identifier }) => [value, identifier])).toEqual([
      ["hunter22x", undefined],
    ]);
  });

  // What a whole file is made of has no surroundings.
  const WHOLE_FILE = new Set(["anypoint-cli-config"]);

  test.each(makers.filter(([id]) => !WHOLE_FILE.has(id)))(
    "%s is found at its place whatever surrounds it",
    (id, make) => {
      const noise = fc
        .string({ unit: "grapheme", maxLength: 40 })
        .map((text) => text.replace(/[`"'~\\]/g, ""));
      fc.assert(
        fc.property(fc.nat(), noise, noise, (seed, before, after) => {
          const { match } = make(new Fake(seed));
          const example = match[seed % match.length] as Examples["match"][number];
          if (/\.lic$/.test(example.path ?? "")) return;
          const text = `${before}\n\n\n\n\n\n\n\n${example.text}\n\n${after}`;
          const start = before.length + 8 + example.text.lastIndexOf(example.secret);
          const found = detect(text, example.path === undefined ? {} : { path: example.path });
          const spans = found.filter(({ detector }) => detector.id === id).map(({ span }) => span);
          expect(spans).toContainEqual({ start, end: start + example.secret.length });
        }),
        { numRuns: 60, seed: 11 },
      );
    },
  );

  /** The first character of a version 4 UUID's third group, and what it must not be. */
  const otherVersion = (uuid: string) => `${uuid.slice(0, 14)}7${uuid.slice(15)}`;
  /** For secrets of one length; examples with an encoded or another form of it lose it. */
  const inClear = (length: number, change: (secret: string) => string) => (secret: string) =>
    secret.length === length ? change(secret) : "x";
  const recoded = (data: string, change: (text: string) => string) =>
    Buffer.from(change(Buffer.from(data, "base64").toString())).toString("base64");

  test.each<[id: string, what: string, change: (secret: string) => string]>([
    [
      "anypoint-client-secret",
      "the version",
      inClear(32, (secret) => `${secret.slice(0, 12)}7${secret.slice(13)}`),
    ],
    [
      "anypoint-client-secret",
      "the variant",
      inClear(32, (secret) => `${secret.slice(0, 16)}c${secret.slice(17)}`),
    ],
    [
      "anypoint-client-secret",
      "a letter that is no hex digit",
      inClear(32, (secret) => `g${secret.slice(1)}`),
    ],
    ["anypoint-client-secret", "its length", inClear(32, (secret) => `${secret}0`)],
    ["anypoint-client-secret", "its case", inClear(32, (secret) => secret.toLowerCase())],
    ["anypoint-access-token", "the version", inClear(36, otherVersion)],
    ["anypoint-maven-token", "the version", inClear(36, otherVersion)],
    ["anypoint-flex-registration-token", "the version", otherVersion],
    ["anypoint-hybrid-registration-token", "the version", otherVersion],
    ["anypoint-hybrid-registration-token", "a dash", (token) => token.replace("---", "--")],
    ["anypoint-hybrid-registration-token", "the number", (token) => token.replace(/\d+$/, "x")],
    ["anypoint-rtf-activation-data", "the colon", (data) => recoded(data, (text) => text.replace(":", ";"))],
    [
      "anypoint-rtf-activation-data",
      "the version",
      (data) => recoded(data, (text) => text.replace(/:(.{14})4/, ":$17")),
    ],
    ["anypoint-maven-connected-app", "nothing behind the separator", () => ""],
  ])("%s is not found when %s is another", (id, _, change) => {
    for (let seed = 0; seed < 20; seed++) {
      const { match } = (makers.find(([own]) => own === id) as (typeof makers)[number])[1](new Fake(seed));
      for (const { text, secret, path } of match) {
        if (Buffer.from(secret, "base64").toString("base64") === secret && secret.length > 100) continue; // encoded twice
        const changed = text.replace(secret, () => change(secret));
        const found = detect(changed, path === undefined ? {} : { path });
        expect(found.filter(({ detector }) => detector.id === id)).toEqual([]);
      }
    }
  });

  const prose = fc.lorem({ maxCount: 8 });
  test("are found with their exact span in every kind of file of the corpus, wherever they stand in it", () => {
    const positives = corpus(7).filter(({ family, labels }) => family === "anypoint" && labels.length > 0);
    fc.assert(
      fc.property(
        fc.nat({ max: positives.length - 1 }),
        prose,
        prose,
        fc.constantFrom("\n", "\r\n"),
        (index, above, below, newline) => {
          const { text, path, labels } = positives[index] as Sample;
          if (/^[[{<\uFEFF]|\\n|^\w+,/.test(text) || path.endsWith(".csv")) return; // a document of its own
          const before = `${above}\n\n\n\n\n\n\n`;
          const whole = (part: string) => part.replace(/\r?\n/g, newline);
          const found = detect(whole(`${before}${text}\n\n\n\n\n\n${below}`), { path });
          const places = found.map(({ span }) => [span.start, span.end]);
          for (const { start, end, isOptional } of labels) {
            const shift = whole(before + text.slice(0, start)).length;
            if (!isOptional)
              expect(places).toContainEqual([shift, shift + whole(text.slice(start, end)).length]);
          }
        },
      ),
      { numRuns: 300, seed: 5 },
    );
  });
});
