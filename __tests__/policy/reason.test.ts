import { reasonProblem, visibleText } from "../../src/policy/reason.ts";

const problem = (reason: string, pattern?: string) =>
  reasonProblem(reason, (text) => text.includes("s3cret"), pattern);

test.each([
  "MAIL-212: sandbox, key deleted on 20 Nov",
  "Testschlüssel, läuft morgen ab",
  "test of the test account",
  "no reason to rotate: it was deleted",
  "テスト用のキーで、明日削除します",
  "4711: deleted",
  "परीक्षण कुंजी हटाई गई",
])("%j is a reason", (reason) => {
  expect(problem(reason)).toBeNull();
});

test.each([
  ["", "empty"],
  [" \t\n ", "empty"],
  ["\u200b\u200d\u2060\ufeff\u00ad\u3164\u2800", "empty"],
  ["true", "no-reason"],
  ["YES", "no-reason"],
  ["1", "no-reason"],
  ["xxxxxxxxxxxx", "no-reason"],
  ["12345678901", "no-reason"],
  ["1234 5678, 9012", "no-reason"],
  ["!?!? ?!?! ... --", "no-reason"],
  ["🙂🙃😀 😁😂🤣 😃😄", "no-reason"],
  ['"TICKET: reason"', "no-reason"],
  ["(wip) wip, WIP", "no-reason"],
  ["TICKET: reason", "no-reason"],
  ["No reason", "no-reason"],
  ["n/a n/a n/a", "no-reason"],
  ["Test. TEST, test!", "no-reason"],
  ["fix it", "too-short"],
  ["a b c d e f g", "too-short"],
  ["t\u200br\u200bu\u200be\u200b\u200b\u200b\u200b\u200b", "no-reason"],
  ["it holds the s3cret itself", "holds-secret"],
  [`see ${Buffer.from("it is s3cret").toString("base64")}`, "holds-secret"],
  [`see xy${Buffer.from("it is s3cret").toString("base64url")}`, "holds-secret"],
  [`see ${Buffer.from("it is s3cret").toString("hex")}, please`, "holds-secret"],
])("%j is none: %s", (reason, expected) => {
  expect(problem(reason)).toBe(expected);
});

test("a pattern has to match", () => {
  expect(problem("because I say so", "^[A-Z]+-\\d+")).toBe("pattern");
  expect(problem("OPS-12 because I say so", "^[A-Z]+-\\d+")).toBeNull();
});

test("a pattern that backtracks without end is stopped", () => {
  const started = Date.now();
  expect(problem(`${"a".repeat(60)}!`.replace("a", "why "), "^(\\w+\\s?)+$")).toBe("slow-pattern");
  expect(Date.now() - started).toBeLessThan(5000);
});

test("a reason has an end", () => {
  expect(problem("why not ".repeat(125))).toBeNull();
  expect(problem("why not ".repeat(126))).toBe("too-long");
});

test("a record keeps one visible line", () => {
  expect(visibleText("  two\nlines \u202eand\u200b more ")).toBe("two lines and more");
});
