import fc from "fast-check";
import { parseRaw } from "../../src/git/changes.ts";

const A = "a".repeat(40);
const B = "b".repeat(40);
const C = "c".repeat(40);
const NONE = "0".repeat(40);

test("one parent", () => {
  const output = Buffer.from(`:100644 100755 ${A} ${B} M\0src/app.ts\0:000000 100644 ${NONE} ${C} A\0-rf\0`);
  expect(parseRaw(output)).toEqual([
    {
      commit: null,
      paths: [
        { path: "src/app.ts", mode: "100755", oid: B, before: [{ mode: "100644", oid: A }] },
        { path: "-rf", mode: "100644", oid: C, before: [{ mode: "000000", oid: NONE }] },
      ],
    },
  ]);
});

test("a merge has a colon, a mode and an oid for each parent", () => {
  const output = Buffer.from(`${C}\0::100644 100644 100644 ${A} ${B} ${C} MM\0x\0`);
  expect(parseRaw(output)).toEqual([
    {
      commit: C,
      paths: [
        {
          path: "x",
          mode: "100644",
          oid: C,
          before: [
            { mode: "100644", oid: A },
            { mode: "100644", oid: B },
          ],
        },
      ],
    },
  ]);
});

test("a commit without changes keeps its place", () => {
  expect(parseRaw(Buffer.from(`${A}\0${B}\0`)).map(({ commit }) => commit)).toEqual([A, B]);
});

test("a name that is not UTF-8 is shown with its bytes", () => {
  const output = Buffer.concat([
    Buffer.from(`:000000 100644 ${NONE} ${A} A\0`),
    Buffer.from([0x6c, 0xe9, 0]),
  ]);
  expect(parseRaw(output)[0]?.paths[0]?.path).toBe("l\\xe9");
});

test("a list that is cut off in the middle of a path is an error", () => {
  const output = Buffer.from(`:100644 100644 ${A} ${B} M\0src`);
  expect(() => parseRaw(output)).toThrow("the output of git was cut off");
});

test.each([
  ["cut off behind an entry", `:100644 100644 ${A} ${B} M\0`],
  ["no entry at all", "hello\0world\0"],
  ["an abbreviated oid", ":100644 100644 aaaa bbbb M\0x\0"],
  ["an oid too few", `:100644 100644 ${A} M\0x\0`],
])("%s is an error", (_, output) => {
  expect(() => parseRaw(Buffer.from(output))).toThrow(
    "git printed a list of changes that keylatch cannot read",
  );
});

test("no entry is lost, whatever the names", () => {
  const name = fc.string({ unit: "binary", minLength: 1 }).map((text) => text.replaceAll("\0", "?"));
  fc.assert(
    fc.property(fc.array(name, { maxLength: 20 }), (names) => {
      const output = names.map((path) => `:000000 100644 ${NONE} ${A} A\0${path}\0`).join("");
      const paths = parseRaw(Buffer.from(output)).flatMap((change) => change.paths.map(({ path }) => path));
      expect(paths).toEqual(names.map((path) => Buffer.from(path).toString("utf8")));
    }),
    { seed: 7, numRuns: 200 },
  );
});
