import fc from "fast-check";
import { Needles } from "../../src/masking/needles.ts";

/** Of few letters, so that texts stand in each other. */
const text = (maxLength: number) => fc.string({ unit: fc.constantFrom("a", "b", "é", "𝒳"), maxLength });

test("what stands in a text is found, the longest first, however many are looked for", () => {
  const needle = text(12).filter((one) => one !== "");
  fc.assert(
    fc.property(fc.array(needle), text(60), (needles, haystack) => {
      const found = new Needles(needles).in(haystack);
      expect([...found].sort()).toEqual([...new Set(needles)].filter((one) => haystack.includes(one)).sort());
      expect(found.map(({ length }) => length)).toEqual(
        found.map(({ length }) => length).sort((a, b) => b - a),
      );
    }),
  );
});

test("of two with the same beginning both are found", () => {
  const needles = new Needles(["0123456789", "01234567", "0123456789", "0123456x", "x"]);
  expect(needles.in("<0123456789>")).toEqual(["0123456789", "01234567"]);
  expect(needles.in("")).toEqual([]);
});
