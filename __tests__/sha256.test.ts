import { createHash } from "node:crypto";
import fc from "fast-check";
import { sha256 } from "../src/sha256.ts";

const expected = (text: string) => createHash("sha256").update(text).digest("hex");

test("it is SHA-256, at every length around a block", () => {
  for (let length = 0; length < 200; length++) {
    const text = "abcé".repeat(60).slice(0, length);
    expect([length, sha256(text)]).toEqual([length, expected(text)]);
  }
});

test("of any text", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "binary", maxLength: 400 }),
      fc.constantFrom(1, 20, 41, 300),
      (text, times) => {
        expect(sha256(text.repeat(times))).toBe(expected(text.repeat(times)));
      },
    ),
    { numRuns: 300, seed: 3 },
  );
});
