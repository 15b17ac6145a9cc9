import { isAtLeast } from "../../src/git/version.ts";

test.each([
  ["git version 2.37.9", false],
  ["git version 2.38.0.windows.1", true],
  ["git version 2.39.5 (Apple Git-154)", true],
  ["git version 3.0", true],
  ["git version 1.99", false],
  ["git version", false],
])("%s", (text, expected) => expect(isAtLeast(text, [2, 38])).toBe(expected));
