import fc from "fast-check";
import { Fake } from "../../detectors/fake.ts";
import { finders } from "../../detectors/index.ts";
import { wordsOf } from "../../detectors/signs/rules.ts";
import { shapedKeys } from "./keys.ts";

const words = wordsOf(finders);

const hex = (unit: string) => unit.charCodeAt(0).toString(16).padStart(2, "0");
const NAMED: Readonly<Record<string, string>> = {
  "&": "amp",
  '"': "quot",
  "<": "lt",
  ">": "gt",
  "/": "sol",
  "+": "plus",
};

/** Ways to write one character of ASCII. */
const WAYS: readonly ((unit: string) => string)[] = [
  (unit) => `%${hex(unit)}`,
  (unit) => `%${hex(unit).toUpperCase()}`,
  (unit) => `%%${hex(unit)}`,
  (unit) => `\\u00${hex(unit)}`,
  (unit) => `\\u{${hex(unit)}}`,
  (unit) => `\\x${hex(unit)}`,
  (unit) => `&#${unit.charCodeAt(0)};`,
  (unit) => `&#x${hex(unit)};`,
  (unit) => `\\${unit.charCodeAt(0).toString(8).padStart(3, "0")}`,
  (unit) => (/[+/=]/.test(unit) ? `=${hex(unit).toUpperCase()}` : unit),
  (unit) => (NAMED[unit] === undefined ? unit : `&${NAMED[unit]};`),
  (unit) => (/[/"'\\:=+#!@]/.test(unit) ? `\\${unit}` : unit),
];
const SEAMS = [
  '""',
  '" "',
  "=\n",
  "=\r\n",
  '" + "',
  "' . '",
  '"\n  "',
  "`\n +`",
  '" & _\n "',
  '" &\t_\n\t"',
  "\\\n  ",
  "\\\r\n",
  '\\" + \\"',
  '\\" +\\n\\"',
];

/** Ways to write a line break in a string. */
const LINE_BREAKS = ["\\n", "\\u000a", "\\u000A", "\\x0a", "%0A", "%0d%0a", "&#10;"];

/** Writes a text so that it reads back through one layer: all of it or here and there, one way or many. */
export function encoder(seed: number, isFirst: boolean): (text: string) => string {
  let state = seed;
  const next = (below: number) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state >>> 8) % below;
  };
  const [density, only] = [[1, 3, 12, 40][next(4)] as number, next(3) === 0 ? -1 : next(WAYS.length)];
  const kind = next(8);
  return (text) => {
    if (kind === 5) return JSON.stringify(text).slice(1, -1);
    if (kind === 6) {
      const line = LINE_BREAKS[next(LINE_BREAKS.length)] as string;
      return text.replace(/["\\]/g, "\\$&").replaceAll("\n", line);
    }
    if (kind === 7) {
      const prose = "\ufeff# 密钥密钥, это ".slice(next(12)) + "密".repeat(next(40));
      const width = [60, 64, 76][next(3)] as number;
      const encoded = Buffer.from(`${prose}${text}密钥${prose}`).toString("base64");
      return (encoded.match(new RegExp(`.{1,${width}}`, "g")) ?? []).join("\n");
    }
    if (kind === 0) return Buffer.from(text).toString(next(2) === 0 ? "base64" : "base64url");
    if (kind === 1 && isFirst)
      return text.replace(/(?<=[A-Za-z0-9+/]{8})[A-Za-z0-9+/]/g, (unit) =>
        next(20) === 0 ? (SEAMS[next(SEAMS.length)] as string) + unit : unit,
      );
    return text.replace(/[\x20-\x7e]/g, (unit) =>
      next(density) === 0
        ? (WAYS[only === -1 ? next(WAYS.length) : only] as (unit: string) => string)(unit)
        : unit,
    );
  };
}

const fakes = fc.nat({ max: 1e6 }).chain((seed) => {
  const fake = new Fake(seed);
  return fc.constantFrom(...shapedKeys(fake), `${fake.uuid()}---42`, `app~?~${fake.password()}`);
});
export const contents = fc.oneof(
  fakes,
  fc.constantFrom(...words, ...words.map((word) => word.toUpperCase())),
);
const around = fc.constantFrom(
  "",
  '"',
  "'",
  " ",
  "\n",
  "=",
  ":",
  "x",
  "\\n",
  "%22",
  '\\"',
  "&quot;",
  "a/b",
  "é",
);

/** Keys and words, in up to three layers of all ways of writing them. */
export const hiddenTexts = fc
  .tuple(
    fc.array(fc.tuple(around, contents, around), { minLength: 1, maxLength: 3 }),
    fc.array(fc.nat({ max: 2 ** 31 }), { maxLength: 3 }),
    around,
  )
  .map(([parts, seeds, edge]) =>
    seeds.reduce(
      (inner, seed, index) => edge + encoder(seed, index === 0)(inner) + edge,
      parts.map((part) => part.join("")).join(" "),
    ),
  );
