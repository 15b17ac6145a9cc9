import type { Span } from "./detector.ts";

/** A terminal colour sequence, raw or escaped. */
export const COLOUR = String.raw`(?:\x1b|\\x1b|\\u001b|\\0?33|\\e)\[[0-9;]{0,12}m`;

/** What may directly precede a value although it looks like a part of it: an escape (`\n`), a terminal colour, or a flag without a blank (`-uAKIA…`). */
export const GLUED = String.raw`(?<!\\)\\[nrtbf0v]|${COLOUR}|(?:^|[\s"'${"`"}(,=[])-[A-Za-z]`;

/** What directly precedes an unquoted default of the shell, `${NAME-value}`, or an alternative, `${NAME:+value}`. */
const DEFAULT = String.raw`:-|\$\{\w{1,60}:?[-+]`;

/** The start of a value: not inside longer base64 or a word, unless after one of `GLUED`, a shell variable in `${…}`, a line start or the sign of a patch; and not in the middle of `\/`, `\u002F` or `%2F`. Needs flag `m`. */
export const LEFT = String.raw`(?<=^[+-]?|[^A-Za-z0-9+/_-]|${DEFAULT}|${GLUED})(?!(?<=\\)(?:/|u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|0?[01][0-7]{2})|(?<=%)(?:2[BbFf]|3[Dd]|25))`;

/** The end of a base64 value without padding: no `+`, `/` or `=` follows, not even encoded (a later view has that decoded). */
export const RIGHT = String.raw`(?![A-Za-z0-9+/=_-]|%{1,2}(?:25){0,3}(?:2[BbFf]|3[Dd])|\\{1,3}/|\\0?0(?:53|57|75)|\\u00(?:2[BbFf]|3[Dd])|&#(?:4[37]|61|[Xx](?:2[BbFf]|3[Dd]));|&plus;|&sol;|&equals;)`;

/** A version 4 UUID in lower case with dashes, as Anypoint makes them. */
export const UUID4 = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";

/** A version 4 UUID without dashes, any case: the shape of Anypoint client ids (lower case) and secrets (mixed case). */
export const HEX_UUID4 = "[0-9A-Fa-f]{12}4[0-9A-Fa-f]{3}[89ABab][0-9A-Fa-f]{15}";

/** The text of a span and up to `radius` characters on either side. */
export function around(text: string, span: Span, radius: number): string {
  return text.slice(Math.max(0, span.start - radius), span.end + radius);
}

/** The part of a line before a place, at most `most` characters of it. */
export function lineBefore(text: string, at: number, most: number): string {
  // Slice first: searching a one-line file for a line break would read all of it for every place.
  const before = text.slice(Math.max(0, at - most), at);
  return before.slice(before.lastIndexOf("\n") + 1);
}

/** The line a span starts on, without its line break, cut to 2,000 characters on either side. */
export function lineOf(text: string, span: Span): string {
  const after = text.slice(span.end, span.end + 2000);
  const newline = after.indexOf("\n");
  return (
    lineBefore(text, span.start, 2000) +
    text.slice(span.start, span.end) +
    (newline === -1 ? after : after.slice(0, newline))
  );
}

/** The line a span starts on with the other lines of the same command, each of which but the last ends with `\`, `^` or a backtick. */
export function commandOf(text: string, span: Span): string {
  const above = text.slice(Math.max(0, span.start - 2000), span.start).split("\n");
  const below = text.slice(span.end, span.end + 2000).split("\n");
  let first = above.length - 1;
  while (first > 0 && goesOn(above[first - 1])) first--;
  let last = 0;
  while (last < below.length - 1 && goesOn(below[last])) last++;
  const [start, end] = [above.slice(first), below.slice(0, last + 1)];
  return start.join("\n") + text.slice(span.start, span.end) + end.join("\n");
}

function goesOn(line: string | undefined): boolean {
  return /[\\^`]\r?$/.test(line ?? "");
}

const BLOCK_ABOVE = /(?![0-9A-Fa-f]{60})[A-Za-z0-9+/]{60}(?:[ \t"'`,+]|\\?\r){0,8}(?:\n|\\n)[ \t"'`+]{0,80}$/;
const BLOCK_BELOW =
  /^(?:[ \t"'`,+]|\\?\r|\\r){0,8}(?:\n|\\n)[ \t"'`+]{0,80}(?![0-9A-Fa-f]{60})[A-Za-z0-9+/]{60}/;

/** Whether the line directly above or below is 60 or more characters of base64, and not a hash: part of a certificate, an image, a PGP message. */
export function inWrappedBlock(text: string, span: Span): boolean {
  return (
    BLOCK_ABOVE.test(text.slice(Math.max(0, span.start - 160), span.start)) ||
    BLOCK_BELOW.test(text.slice(span.end, span.end + 160))
  );
}

const HOST = /:\/\/(?:[\w-]{1,60}\.){1,6}$/;

/** Whether a text ends inside the host of a URL, `https://developer.mozilla.`, so that what follows is a top-level domain and a path. */
export function endsInHost(before: string): boolean {
  return HOST.test(before);
}

/** The span of a match's group `secret`, or of the whole match if there is no such group. The pattern needs flag `d` for the group. */
export function spanOf(match: RegExpExecArray): Span {
  const [start, end] = match.indices?.groups?.secret ?? [match.index, match.index + match[0].length];
  return { start, end };
}

/** Openings of encrypted values: Mule, Jasypt, SOPS, eyaml, Spring. */
const SEALED = /(?:!\[|\bENC[([][\w,:]{0,40}|\{cipher\})$/;

/** Whether a value is inside the brackets of an encrypted one, which only the holder of another key can read. */
export function isSealed(text: string, { start }: Span): boolean {
  return SEALED.test(text.slice(Math.max(0, start - 50), start));
}
