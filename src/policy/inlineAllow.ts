import type { Sighting } from "../search/searchText.ts";

// A comment in any common language, then the keyword, then the reason up to the comment's end. The sign must not be part
// of a URL, an option or a word: `https://x/#`, `--force`, `don't`.
const ON_LINE =
  /(?:(?<![^\s"'`;,()[\]{}<>%])[#%]|(?<!:)\/\/|\/\*|<!--|--(?=\W|keylatch)|(?<![^\s;)]);|\brem\b|(?<![^\s")])'(?=[^'\n]*keylatch:))[^\n]*?\bkeylatch:allow\b[ \t:]*(?<reason>.*?)[ \t]*(?:\*\/|-->|#\}|\*\})?[ \t]*$/i;
const LINE_ABOVE =
  /^[ \t]*(?:#|\/\/|\/?\*|<!--|--|;|%|\{#|rem\b|')[^\n]*?\bkeylatch:allow\b[ \t:]*(?<reason>.*?)[ \t]*(?:\*\/|-->|#\}|\*\})?[ \t]*$/i;

/** The reason of `keylatch:allow REASON` in a comment on the secret's line, or alone on the line above; `null` without such a comment, empty if it has no reason. */
export function inlineReason(sighting: Sighting): string | null {
  const text = (number: number) => sighting.lines.find((line) => line.number === number)?.text ?? "";
  const match = ON_LINE.exec(text(sighting.line)) ?? LINE_ABOVE.exec(text(sighting.line - 1));
  return match?.groups?.reason ?? null;
}
