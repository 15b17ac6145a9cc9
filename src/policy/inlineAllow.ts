import type { Sighting } from "../searchText.ts";

// A comment of any common language, then the words, then the reason up to the comment's end. What stands in an address, an
// option or a word (`https://x/#`, `--force`, `don't`) begins none.
const ON_LINE =
  /(?:(?<![^\s"'`;,()[\]{}<>%])[#%]|(?<!:)\/\/|\/\*|<!--|--(?=\W|keylatch)|(?<![^\s;)]);|\brem\b|(?<![^\s")])'(?=[^'\n]*keylatch:))[^\n]*?\bkeylatch:allow\b[ \t:]*(?<reason>.*?)[ \t]*(?:\*\/|-->|#\}|\*\})?[ \t]*$/i;
const LINE_ABOVE =
  /^[ \t]*(?:#|\/\/|\/?\*|<!--|--|;|%|\{#|rem\b|')[^\n]*?\bkeylatch:allow\b[ \t:]*(?<reason>.*?)[ \t]*(?:\*\/|-->|#\}|\*\})?[ \t]*$/i;

/** The reason of `keylatch:allow REASON` in a comment on the secret's line or alone on the line above; `null` without one, empty when the words stand without a reason. */
export function inlineReason(sighting: Sighting): string | null {
  const text = (number: number) => sighting.lines.find((line) => line.number === number)?.text ?? "";
  const match = ON_LINE.exec(text(sighting.line)) ?? LINE_ABOVE.exec(text(sighting.line - 1));
  return match?.groups?.reason ?? null;
}
