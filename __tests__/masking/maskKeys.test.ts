import { Fake } from "../../detectors/fake.ts";
import { maskKeys } from "../../src/masking/maskKeys.ts";

const key = Array.from({ length: 50 }, (_, seed) => new Fake(seed).smtpPassword()).find(
  (password) => !/[+/]/.test(password),
) as string;

test.each([
  "K",
  "/nope/K",
  "d/K.7z",
  "--K",
  "--option=K",
  ".keylatch/overrides/p-K.json",
  "a_K_b",
  "unknown option K, and d/K",
])("no key is left in %j", (text) => {
  expect(maskKeys(text.replaceAll("K", key))).toBe(text.replaceAll("K", "**…"));
});

test.each([
  "src/config/mail.env",
  "docs/2026-11-26-a-very-long-name-of-a-page-about-nothing.md",
  "--no-color",
])("%j stays as it is", (text) => {
  expect(maskKeys(text)).toBe(text);
});
