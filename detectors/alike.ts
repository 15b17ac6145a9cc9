import { lineBefore } from "./pattern.ts";
import { words } from "./words.ts";

/** Words of names that do not tell one credential from another. */
const COMMON = new Set(
  "access anypoint auth aws client export id key name pass password passwd pwd secret set user username val value".split(
    " ",
  ),
);

/** A name and what joins it to the value behind it. */
const NAME = /([\w.-]{1,60})["'\]]{0,2}[\s:=>(,"'`]{0,10}$/;

/** The words of the name of a value that tell whose it is: `DEV_SMTP_USER` and `DEV_SMTP_PASS` share `dev` and `smtp`. */
export function tellingWords(text: string, start: number): ReadonlySet<string> {
  const name = NAME.exec(lineBefore(text, start, 80))?.[1] ?? "";
  return new Set(
    words(name)
      .split(".")
      .filter((word) => word !== "" && !COMMON.has(word)),
  );
}

/** How many words two names share. */
export function shared(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let count = 0;
  for (const word of one) if (other.has(word)) count++;
  return count;
}
