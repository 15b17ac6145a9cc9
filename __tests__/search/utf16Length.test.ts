import fc from "fast-check";
import { utf16Length } from "../../src/search/utf16Length.ts";

test("is the length of the decoded text, wherever it stands in a buffer", () => {
  const text = fc.array(fc.constantFrom("a", "\n", "é", "日", "😀", "😀".repeat(300), "日".repeat(300)));
  fc.assert(
    fc.property(text, fc.nat(3), (parts, offset) => {
      const bytes = Buffer.from(`${"x".repeat(offset)}${parts.join("")}`).subarray(offset);
      expect(utf16Length(bytes)).toBe(parts.join("").length);
    }),
  );
});
