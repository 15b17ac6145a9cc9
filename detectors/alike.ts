import { words } from "./words.ts";

/** Words of names that do not tell one credential from another. */
const COMMON = new Set(
  "access anypoint auth aws client export id key name pass password passwd pwd secret set user username val value".split(
    " ",
  ),
);

/** How many words two names share that tell whose they are: `DEV_SMTP_USER` and `DEV_SMTP_PASS` have two. */
export function sharedWords(one: string, other: string): number {
  const all = new Set(words(one).split("."));
  return [...all].filter((word) => word !== "" && !COMMON.has(word) && words(other).split(".").includes(word))
    .length;
}

/** What stands on a line before `at`, up to 60 characters: the name of a value, as a rule. */
export function lineStart(text: string, at: number): string {
  const before = text.slice(Math.max(0, at - 60), at);
  return before.slice(before.lastIndexOf("\n") + 1);
}
