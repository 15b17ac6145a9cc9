import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import fc from "fast-check";
import { Fake } from "../../../detectors/fake.ts";
import { detectors } from "../../../detectors/index.ts";
import {
  countNewlines,
  kernelScanner,
  lastRow,
  narrowed,
  withoutNuls,
} from "../../../detectors/signs/kernel.ts";
import { plainScanner } from "../../../detectors/signs/plain.ts";
import {
  plainLastRow,
  plainNarrowed,
  plainNewlines,
  plainWithoutNuls,
} from "../../../detectors/signs/plainUnits.ts";
import { wordsOf } from "../../../detectors/signs/rules.ts";
import { shapedKeys } from "../../helpers/keys.ts";

const words = wordsOf(detectors);
const [kernel, plain] = [kernelScanner(words), plainScanner(words)];

test("the kernel's bytes are those that its source builds to", () => {
  const root = resolve(__dirname, "../../..");
  const { status, stderr } = spawnSync(process.execPath, ["scripts/kernel.mjs", "--check"], { cwd: root });
  expect([status, stderr.toString()]).toEqual([0, ""]);
});

function copied({ words, shapes, starts, leads, tails }: ReturnType<typeof kernel>) {
  return {
    words: [...words],
    shapes,
    starts: Array.from(starts),
    leads: Array.from(leads).sort((a, b) => a - b),
    tails: [...tails],
  };
}

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

test("the kernel sees what plain TypeScript sees", () => {
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 40 }), (texts) => {
      const bytes = Buffer.from(texts.join(""));
      expect(copied(kernel(bytes))).toEqual(copied(plain(bytes)));
    }),
    { numRuns: 1500, seed: 5 },
  );
});

test("and which escapes can join", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...escapes), { maxLength: 60 }), (texts) => {
      const bytes = Buffer.from(texts.join(""), "latin1");
      expect(copied(kernel(bytes))).toEqual(copied(plain(bytes)));
    }),
    { numRuns: 6000, seed: 5 },
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
    const found = copied(search(`x = ${name}\n`));
    expect(found).toEqual(copied(plainScanner(more)(Buffer.from(`x = ${name}\n`))));
    const number = more.indexOf(name);
    expect((found.words[number >> 3] as number) & (1 << (number & 7))).not.toBe(0);
    expect(copied(search("x = y\n")).words.every((byte) => byte === 0)).toBe(true);
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

test("and in bytes of any kind", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 600 }), fc.nat({ max: 255 }), (noise, mask) => {
      const bytes = noise.map((byte) => byte & (mask | 0x2f));
      expect(copied(kernel(bytes))).toEqual(copied(plain(bytes)));
    }),
    { numRuns: 500, seed: 5 },
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
