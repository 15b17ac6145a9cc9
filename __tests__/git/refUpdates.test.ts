import fc from "fast-check";
import { parseReceivedRefs, parseRefUpdates } from "../../src/git/refUpdates.ts";

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

test.each([
  ["a blank of Unicode", "refs/heads/a\u00a0b\u3000c"],
  ["a line separator of Unicode", "refs/heads/a\u2028b"],
])("a ref may hold %s", (_, ref) => {
  expect(parseRefUpdates(`${ref} ${A} ${ref} ${ZERO}\n`)).toMatchObject([{ localRef: ref, remoteRef: ref }]);
  expect(parseReceivedRefs(`${ZERO} ${A} ${ref}\n`)).toMatchObject([{ remoteRef: ref }]);
});

describe("what pre-receive is told", () => {
  test("is old, new and ref, on each line", () => {
    expect(parseReceivedRefs(`${ZERO} ${A} refs/heads/new\n${A} ${ZERO} refs/tags/gone\n`)).toMatchObject([
      { remoteOid: null, localOid: A, remoteRef: "refs/heads/new" },
      { remoteOid: A, localOid: null, remoteRef: "refs/tags/gone" },
    ]);
  });

  test("has 64 digits in a sha256 repository", () => {
    const oid = "b".repeat(64);
    expect(parseReceivedRefs(`${"0".repeat(64)} ${oid} refs/heads/x\n`)).toMatchObject([
      { remoteOid: null, localOid: oid },
    ]);
  });

  test.each([["x"], [`${A} ${ZERO}`], [`${A} ${ZERO} refs/heads/x y`], [`${A}0 ${ZERO} refs/heads/x`]])(
    "is an error as %j",
    (line) => {
      expect(() => parseReceivedRefs(`${ZERO} ${A} refs/heads/fine\n${line}\n`)).toThrow(
        "line 2 of what git hands to pre-receive cannot be read",
      );
    },
  );
});
