import { lineBefore } from "./pattern.ts";
import { words } from "./words.ts";

/** Words in names that do not distinguish one credential from another. */
const COMMON = new Set(
  "access anypoint auth aws client export id key name pass password passwd pwd secret set user username val value".split(
    " ",
  ),
);

/** A name and the syntax between it and its value. */
const NAME = /([\w.-]{1,60})["'\]]{0,2}[\s:=>(,"'`]{0,10}$/;

/**
 * The words in the name of the value at `start` that distinguish its credential from others: `DEV_SMTP_USER` and
 * `DEV_SMTP_PASS` share `dev` and `smtp`.
 */
export function distinctiveWords(text: string, start: number): ReadonlySet<string> {
  const name = NAME.exec(lineBefore(text, start, 80))?.[1] ?? "";
  return new Set(
    words(name)
      .split(".")
      .filter((word) => word !== "" && !COMMON.has(word)),
  );
}

/** The number of words that two names have in common. */
export function countShared(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let count = 0;
  for (const word of one) if (other.has(word)) count++;
  return count;
}
