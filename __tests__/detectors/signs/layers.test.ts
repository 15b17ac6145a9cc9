import fc from "fast-check";
import { detect } from "../../../detectors/detect.ts";
import { Fake } from "../../../detectors/fake.ts";
import { finders } from "../../../detectors/index.ts";
import { joins } from "../../../detectors/joins.ts";
import { mayHoldKeys } from "../../../detectors/mayHoldKeys.ts";
import { checkedScanner } from "../../../detectors/signs/checkedScanner.ts";
import { kernelScanner } from "../../../detectors/signs/kernel.ts";
import { layersHeld } from "../../../detectors/signs/layers.ts";
import { wordsOf } from "../../../detectors/signs/rules.ts";
import { views } from "../../../detectors/views.ts";
import { allExamples } from "../../helpers/allExamples.ts";
import { contents, encoder, hiddenTexts } from "../../helpers/hidden.ts";
import { mailEnv } from "../../helpers/keys.ts";

const words = wordsOf(finders);
const kernel = kernelScanner(words);
const scan = checkedScanner(kernel);
const held = layersHeld(scan);

/** Words and shapes that some view of a text has and the filter does not see. */
function hidden(text: string): string[] {
  const bytes = Buffer.from(text);
  const all = held(bytes);
  const [bits, shapes] = [Uint8Array.from(all.words), all.shapes];
  const missing: string[] = [];
  for (const [depth, view] of [...views(text, undefined)].entries()) {
    const seen = scan(view.text);
    for (const [n, word] of words.entries()) {
      const has = (of: Uint8Array) => ((of[n >> 3] as number) & (1 << (n & 7))) !== 0;
      if (has(seen.words) && !has(bits)) missing.push(`${word} in layer ${depth}`);
    }
    // Whether there are two-byte units, or too much, matters to the filter alone.
    const more = seen.shapes & ~shapes & ~(32 | 64 | 256 | 1024);
    if (more !== 0) missing.push(`shape ${more} in layer ${depth}`);
  }
  return missing;
}

test("no layer has a word or a shape that the filter does not see", () => {
  fc.assert(
    fc.property(hiddenTexts, (text) => {
      expect(hidden(text)).toEqual([]);
    }),
    { numRuns: 4000, seed: 11 },
  );
});

test("nor in lists of strings that a call joins", () => {
  fc.assert(
    fc.property(contents, fc.integer({ min: 1, max: 30 }), (content, cut) => {
      const list = `${JSON.stringify(content.slice(0, cut))}, "${content.slice(cut)}"`;
      for (const text of [`[${list}].join("")`, `"".join([${list}])`, `concat!(${list})`, `x = [${list}]`]) {
        expect(hidden(text)).toEqual([]);
        expect(hidden(JSON.stringify(text))).toEqual([]);
        expect(hidden(encodeURIComponent(text))).toEqual([]);
        expect(hidden(Buffer.from(text).toString("base64"))).toEqual([]);
      }
    }),
    { numRuns: 500, seed: 3 },
  );
});

test("nor in strings that an operator joins", () => {
  const operators = fc.constantFrom("+", "++", ".", "..", "&", "<>", "<<", "||", "~", "^");
  const blanks = fc.constantFrom("", " ", "\n  ", "\t", " // it's x\n  ", "\t// x\n", " # x\n", " /* x */ ");
  const marks = fc.constantFrom('"', "'");
  const cuts = fc.integer({ min: 1, max: 30 });
  fc.assert(
    fc.property(
      ...[contents, cuts, marks, blanks, operators, blanks],
      (content, cut, mark, before, operator, after) => {
        const seam = mark + before + operator + after + mark;
        const text = `x = ${mark}${content.slice(0, cut)}${seam}${content.slice(cut)}${mark}\n`;
        for (const encoded of [text, JSON.stringify(text), encodeURIComponent(text)])
          expect(hidden(encoded)).toEqual([]);
      },
    ),
    { numRuns: 2000, seed: 5 },
  );
});

test("nor in strings of a comment or a list, with parts of what is between them encoded", () => {
  const quotes = fc.constantFrom('"', "'", "`");
  const blanks = fc.constantFrom(
    "",
    " ",
    "\n  ",
    " \\\n ",
    "\n// ",
    "\n# ",
    "\n+ ",
    "\f",
    "\v",
    "\u00a0 ",
    " // a b\n",
    "\t// a b\n",
    " -- a b\n",
  );
  const operators = fc.constantFrom("+", ".", "&", "||", ",", ".concat(", "");
  const wraps = fc.constantFrom("$", '[$].join("")', "concat!($)", '{"Fn::Join":["",[$]]}');
  const encodings = fc.constantFrom(
    (text: string) => text,
    JSON.stringify,
    encodeURIComponent,
    (text: string) => text.replace(/[/|,]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`),
    (text: string) => text.replace(/[|,/]/g, (sign) => `\\x${sign.charCodeAt(0).toString(16)}`),
    (text: string) => text.replaceAll("/", "\\/").replaceAll("\n", "\\n"),
    (text: string) => text.replace(/['+]/g, (sign) => `\\0${sign.charCodeAt(0).toString(8)}`),
    (text: string) => text.replaceAll("+", "=2B"),
    (text: string) => text.replaceAll(" ", "%20"),
  );
  fc.assert(
    fc.property(
      ...[contents, quotes, fc.integer({ min: 3, max: 12 }), blanks, operators, blanks],
      ...[wraps, encodings, encodings],
      (content, quote, size, before, operator, after, wrap, inner, outer) => {
        const parts = content.match(new RegExp(`.{1,${size}}`, "gs")) ?? [];
        const list = parts.map((part) => quote + part + quote).join(before + operator + after);
        expect(hidden(outer(inner(wrap.replace("$", () => list))))).toEqual([]);
      },
    ),
    { numRuns: 3000, seed: 9 },
  );
});

test("a call that joins anything is told of at first sight", () => {
  const pieces = fc.constantFrom(
    ...Array.from("\"'`,+-=/.\\c[]();|} \n"),
    ...['", "', "', '", '","', '\\", \\"', "\\'", "\\n", "\\\\n", "\\t", "\\/", "\\u0022", "\\x2c", "\\054"],
    ...[
      "&quot;",
      "&#44;",
      "%22",
      "%2C",
      "%252C",
      "=2B",
      "=\n",
      "''",
      '""',
      '" + "',
      ".concat(",
      '".concat("',
    ],
    ...[
      "a",
      "bc",
      "// ",
      "// a\n",
      "-- a\n",
      "/* a */",
      "# a\\n",
      "||",
      '"\n// "',
      "\\\n  ",
      "\f",
      "\v",
      "\u00a0",
      "join(",
      "concat(",
    ],
  );
  fc.assert(
    fc.property(fc.array(pieces, { minLength: 3, maxLength: 30 }), (texts) => {
      const text = texts.join("");
      const told = new Set(kernel(Buffer.from(text, "latin1")).leads as Uint32Array);
      const calls = Array.from(text.matchAll(/join|concat/g), ({ index }) => index);
      if ([...views(text, undefined)].some((view) => joins(view.text).length > 0))
        expect(calls.some((call) => told.has(call))).toBe(true);
    }),
    { numRuns: 6000, seed: 3 },
  );
});

test("nor in lists of three strings and more, in code that stands in a string itself", () => {
  const fake = new Fake(7);
  for (const content of [fake.accessKeyId(), fake.smtpPassword()]) {
    for (const quote of ['"', "'"]) {
      const [empty, parts] = [
        quote + quote,
        (content.match(/.{1,8}/g) ?? []).map((part) => quote + part + quote),
      ];
      for (const text of [
        `${empty}.join([${parts.join(", ")}])`,
        `[\n  ${parts.join(",\n  ")},\n].join(${empty})`,
        parts.join(".concat("),
      ]) {
        expect(detect(text)).not.toEqual([]);
        for (const one of [
          text,
          JSON.stringify(text),
          JSON.stringify(JSON.stringify(text)),
          encodeURIComponent(text),
        ])
          expect(hidden(one)).toEqual([]);
      }
    }
  }
});

test("nor in two-byte units between other bytes", () => {
  fc.assert(
    fc.property(contents, fc.constantFrom("", "\0", "\0\0", "ab\0", "\x01\0", "xyz"), (content, edge) => {
      expect(hidden(`${edge}${Buffer.from(content, "utf16le").toString("latin1")}${edge}`)).toEqual([]);
    }),
    { numRuns: 500, seed: 3 },
  );
});

test("nothing that has an example is hidden in any encoding", () => {
  for (const { match } of allExamples(3).values()) {
    for (const [index, { text, path }] of match.entries()) {
      const hidden = encoder(index + 1, true)(text);
      for (const one of [text, hidden, Buffer.from(text).toString("base64")]) {
        const options = path === undefined ? {} : { path };
        if (detect(one, options).length > 0) expect(mayHoldKeys(Buffer.from(one), path)).toBe(true);
      }
    }
  }
});

test("what is no key is not even decoded", () => {
  for (const text of [
    "",
    "The quick brown fox jumps over the lazy dog.\n",
    'const user = await session.get("token", { password: true });\n',
    'f(x) { return `${x}` + "abc" + \'def\'; } // \\n \\t \\" %s &amp; <b>\n',
    `"integrity": "sha512-${Buffer.alloc(64, 7).toString("base64")}"\n`,
    "0123456789abcdef".repeat(20),
  ])
    expect(mayHoldKeys(Buffer.from(text), "notes.txt")).toBe(false);
});

test("nor where a line in a string goes on", () => {
  const { secret } = mailEnv(5);
  for (const end of ["\\\n", "\\\r\n", "=\n", "=\r\n"]) {
    const text = `SMTP_PASSWORD=${secret.slice(0, 20)}${end}${secret.slice(20)}`;
    for (const one of [text, JSON.stringify({ text }), JSON.stringify(JSON.stringify({ text }))]) {
      if (detect(one).length > 0)
        expect([one, mayHoldKeys(Buffer.from(one), undefined)]).toEqual([one, true]);
    }
    if (!end.includes("\r")) expect(detect(JSON.stringify({ text }))).not.toEqual([]);
  }
});
