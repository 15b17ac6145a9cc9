import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import fc from "fast-check";
import { Fake } from "../../../detectors/fake.ts";
import { finders } from "../../../detectors/index.ts";
import {
  countNewlines,
  kernelScanner,
  lastRow,
  narrowed,
  withoutNuls,
} from "../../../detectors/signs/kernel.ts";
import { shapeBits } from "../../../detectors/signs/layout.ts";
import {
  plainLastRow,
  plainNarrowed,
  plainNewlines,
  plainWithoutNuls,
} from "../../../detectors/signs/plainUnits.ts";
import { wordsOf } from "../../../detectors/signs/rules.ts";
import { BOUNDED, FOLD, MIDDLE } from "../../../detectors/signs/tables.ts";
import { shapedKeys } from "../../helpers/keys.ts";

const words = wordsOf(finders);
const kernel = kernelScanner(words);

test("the kernel's bytes are those that its source builds to", () => {
  const root = resolve(__dirname, "../../..");
  const { status, stderr } = spawnSync(process.execPath, ["scripts/kernel.mjs", "--check"], { cwd: root });
  expect([status, stderr.toString()]).toEqual([0, ""]);
});

const base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const run = (alphabet: string, sizes: readonly number[]) =>
  fc
    .tuple(fc.constantFrom(...sizes), fc.nat({ max: 1e6 }))
    .map(([size, seed]) =>
      Array.from(
        { length: size },
        (_, i) => alphabet[(seed * (i + 7) + ((seed >> 3) ^ (i * i))) % alphabet.length],
      ).join(""),
    );

/** Parts of escapes, whole ones, and what stands around them. */
const escapes = [
  ..."\"'`\\%&=+/_-.~?<>#{};, \t\n0uxnrt",
  ...[
    "25",
    "2f",
    "2F",
    "3D",
    "\r\n",
    "\\n",
    "\\u0022",
    "\\u{2f}",
    "&amp;",
    "&quot;",
    "&#47;",
    "&#x2f;",
    "&equals;",
  ],
  ...[
    "%22",
    "%2B",
    '" + "',
    "' . '",
    '" "',
    "00",
    "057",
    "000",
    "A\0",
    "B\0",
    '.concat("',
    "concat(",
    "join",
  ],
  ...[
    "key",
    "pa",
    "ss",
    "se",
    "cret",
    "an",
    "ypo",
    "int",
    "AKIA",
    "abcdefghijABCDEFGHIJ",
    "---",
    "123456789012",
  ],
];

/** Pieces that lie near the borders of what the kernel looks for. */
const pieces = fc.oneof(
  fc.constantFrom(...words, ...words.map((word) => word.toUpperCase())),
  fc.constantFrom(..."\"%&'\\`[;+-_/\n \0é"),
  fc.constantFrom("\\n", "%22", "\\u0022", "%2B", "\\/", '" + "', "&amp;", "---1", "[0;31m"),
  // Before a default in the shell
  fc.constantFrom("${SMTP_PASSWORD-", "{KEY+"),
  // Two-byte units, and the shortest base64 of a text
  fc.constantFrom("a\0b\0c\0d\0", Buffer.from("fifteen letters").toString("base64")),
  run(base64, [3, 19, 20, 21, 39, 40, 41, 44, 45, 52, 63, 64, 65, 76, 128]),
  run("0123456789abcdefABCDEF", [12, 31, 32, 33, 40, 48, 49, 64]),
  fc.nat({ max: 1e6 }).chain((seed) => {
    const fake = new Fake(seed);
    return fc.constantFrom(
      ...shapedKeys(fake),
      `${fake.uuid()}---7`,
      Buffer.from(fake.accessKeyId()).toString("base64"),
    );
  }),
  fc.string({ maxLength: 12 }),
);

/** A text of such pieces, or bytes of any kind. */
const contents = fc.oneof(
  fc.array(pieces, { maxLength: 40 }).map((texts) => Buffer.from(texts.join(""))),
  fc
    .array(fc.constantFrom(...escapes), { maxLength: 60 })
    .map((texts) => Buffer.from(texts.join(""), "latin1")),
  fc
    .tuple(fc.uint8Array({ maxLength: 600 }), fc.nat({ max: 255 }))
    .map(([noise, mask]) => Buffer.from(noise.map((byte) => byte & (mask | 0x2f)))),
);

/** What the kernel sees in a content that begins `shift` bytes after the start of one of its blocks, with places in the content. */
function seen(content: Buffer, shift: number) {
  const before = 128 + shift;
  const { words, shapes, starts, leads, tails } = kernel(
    Buffer.concat([Buffer.alloc(before, "\n"), content]),
  );
  const places = (list: ArrayLike<number>) => Array.from(list, (at) => at - before).sort((a, b) => a - b);
  return { words: [...words], shapes, starts: places(starts), leads: places(leads), tails: [...tails] };
}

test("the kernel sees the same wherever a content lies in its blocks of 64 bytes", () => {
  fc.assert(
    fc.property(contents, fc.integer({ min: 1, max: 63 }), (content, shift) => {
      expect(seen(content, shift)).toEqual(seen(content, 0));
    }),
    { numRuns: 4000, seed: 5 },
  );
});

/** Whether a plain search finds a word where it counts. */
function holds(content: Buffer, word: string): boolean {
  const fold = (bytes: Buffer) => Buffer.from(bytes.map((byte) => byte | FOLD));
  const [text, folded, target] = [content.toString("latin1"), fold(content), fold(Buffer.from(word))];
  const longRuns = Array.from(text.matchAll(/[\w+/-]{64,}/g), ({ 0: run, index }) => [
    index,
    index + run.length,
  ]);
  for (let at = folded.indexOf(target); at !== -1; at = folded.indexOf(target, at + 1)) {
    const begins =
      at === 0 ||
      MIDDLE[content[at - 1] as number] !== 1 ||
      /^(?:[a-z][A-Z]|.[A-Z][a-z])/s.test(text.slice(at - 1, at + 2));
    const isInRun = longRuns.some(([start = 0, end = 0]) => at >= start && at <= end);
    if ((begins || !BOUNDED.test(word)) && (word.length >= 8 || !isInRun)) return true;
  }
  return false;
}

/** The words whose bits are set. */
function marked(bits: Uint8Array, words: readonly string[]): string[] {
  return words.filter((_, n) => ((bits[n >> 3] as number) & (1 << (n & 7))) !== 0);
}

test("it sees the words that a plain search sees, and no others", () => {
  fc.assert(
    fc.property(contents, (content) => {
      expect(marked(kernel(content).words, words)).toEqual(words.filter((word) => holds(content, word)));
    }),
    { numRuns: 2000, seed: 5 },
  );
});

const { keyId, uuidDashes, tildes, units, wide, hex32 } = shapeBits;

/** The shapes that have a pattern, with a test of each. */
const SHAPES: readonly (readonly [bit: number, test: (text: string) => boolean])[] = [
  [keyId, (text) => /A[KS]IA[A-Z2-7]{16}/.test(text)],
  [uuidDashes, (text) => (text.match(/[\w+/-]{20,}/g) ?? []).some((run) => /-[\w+/-]{12}---\d/.test(run))],
  [tildes, (text) => /[\w.}-]~\?~[!-~]{6}/.test(text)],
  [units, (text) => /(?:[ -~]\0){4}/.test(text)],
  [wide, (text) => /[\x80-\xff]/.test(text)],
  [
    hex32,
    (text) =>
      (text.match(/[0-9A-Fa-f]{32,}/g) ?? [])
        .filter((run) => run.length <= 48)
        .some((run) => /[a-f]/.test(run.slice(-32)) && /[A-F]/.test(run.slice(-32))),
  ],
];

test("and the shapes", () => {
  fc.assert(
    fc.property(contents, (content) => {
      const { shapes } = kernel(content);
      for (const [bit, has] of SHAPES)
        expect([bit, (shapes & bit) !== 0]).toEqual([bit, has(content.toString("latin1"))]);
    }),
    { numRuns: 4000, seed: 5 },
  );
});

test("it has room for the keywords of more detectors", () => {
  const fake = new Fake(20);
  const names = Array.from({ length: 30 }, () =>
    fake.string("abcdefghijklmnopqrstuvwxyz_", 3 + fake.int(16)),
  );
  const more = [...words, ...names];
  const search = kernelScanner(more);
  for (const name of names) {
    const content = Buffer.from(`x = ${name}\n`);
    const found = marked(search(content).words, more);
    expect(found).toContain(name);
    expect(found).toEqual(more.filter((word) => holds(content, word)));
    expect(marked(search("x = y\n").words, more)).toEqual([]);
  }
});

test("it drops NULs, narrows units and counts lines as plain TypeScript does", () => {
  const units = fc.array(
    fc.constantFrom("A\0", "\0A", "\0\0", "z\0", "\n\0", "\n", "é", "B", "\x7f\0", "\xff\0"),
  );
  fc.assert(
    fc.property(units, (texts) => {
      const bytes = Buffer.from(texts.join(""), "latin1");
      expect(withoutNuls(bytes)).toEqual(plainWithoutNuls(bytes));
      expect(narrowed(bytes, false)).toEqual(plainNarrowed(bytes, false));
      expect(narrowed(bytes, true)).toEqual(plainNarrowed(bytes, true));
      expect(countNewlines(bytes)).toBe(plainNewlines(bytes));
      expect(lastRow(bytes)).toBe(plainLastRow(bytes));
    }),
    { numRuns: 1000, seed: 5 },
  );
});

test("every byte is in a row of base64, or is not, as in the plain way", () => {
  for (let byte = 0; byte < 256; byte++) {
    for (const length of [0, 1, 15, 16, 17, 63, 64, 65, 200]) {
      const bytes = Buffer.concat([Buffer.from("A+"), Buffer.of(byte), Buffer.alloc(length, "Zz09+/-_")]);
      expect(lastRow(bytes)).toBe(plainLastRow(bytes));
    }
  }
});
