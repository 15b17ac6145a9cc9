import fc from "fast-check";
import { parseRefUpdates } from "../../src/git/refUpdates.ts";

const A = "a".repeat(40);
const ZERO = "0".repeat(40);

test.each([
  [
    "a new branch",
    `refs/heads/f ${A} refs/heads/f ${ZERO}\n`,
    { localRef: "refs/heads/f", localOid: A, remoteOid: null },
  ],
  [
    "a deletion",
    `(delete) ${ZERO} refs/heads/f ${A}\n`,
    { localRef: "(delete)", localOid: null, remoteOid: A },
  ],
  [
    "blanks in the first field",
    `HEAD^{/two words} ${A} refs/heads/f ${ZERO}\n`,
    { localRef: "HEAD^{/two words}" },
  ],
  [
    "64 digits",
    `x ${"b".repeat(64)} refs/heads/f ${"0".repeat(64)}\n`,
    { localOid: "b".repeat(64), remoteOid: null },
  ],
  ["no final newline", `x ${A} refs/heads/f ${A}`, { remoteOid: A }],
])("%s", (_, input, expected) => {
  expect(parseRefUpdates(input)).toEqual([expect.objectContaining(expected)]);
});

test("nothing is nothing", () => {
  expect(parseRefUpdates("")).toEqual([]);
  expect(parseRefUpdates("\n")).toEqual([]);
});

test.each([
  ["too few fields", `${A} refs/heads/f ${ZERO}\n`],
  ["a short oid", `x abc refs/heads/f ${ZERO}\n`],
  ["words", "To be or not to be\n"],
])("%s is an error that names the line", (_, input) => {
  expect(() => parseRefUpdates(`x ${A} refs/heads/f ${ZERO}\n${input}`)).toThrow("line 2");
});

test("no line is lost", () => {
  const oid = fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: 40, maxLength: 40 });
  const ref = fc.string({ minLength: 1 }).filter((text) => /^[^\n\r]*\S[^\n\r]*$/.test(text));
  const line = fc.tuple(ref, oid, oid);
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      const input = lines.map(([local, a, b]) => `${local} ${a} refs/heads/x ${b}\n`).join("");
      expect(parseRefUpdates(input).map(({ localRef }) => localRef)).toEqual(lines.map(([local]) => local));
    }),
    { seed: 7, numRuns: 200 },
  );
});
