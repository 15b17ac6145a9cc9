import type { Span } from "./detector.ts";
import type { ValueAt } from "./valueAt.ts";

const Q = "\\\\{0,3}[\"'`]";

/** How far before the name its value may begin. */
const REACH = 600;

const NAME = new RegExp(`(?:^|[\\s,"'\`])(?:name|key)(?:${Q})?\\s{0,8}[:=]\\s{0,8}(?:${Q})?$`);

/** `value="…" name="`, `"value": "…", "type": "secret", "key": "`, `value: …⏎  name: ` */
const VALUE = new RegExp(
  `\\bvalue(?:${Q})?\\s{0,8}[:=]\\s{0,8}(?:(?<quote>${Q})(?<quoted>(?:(?!\\k<quote>)[^\\n]){1,256})\\k<quote>|(?<bare>[^\\s"'\`,;]{1,256}))` +
    `(?:[\\s,;]{1,80}(?:${Q})?(?:type|enabled|secret|masked|protected|sensitive)(?:${Q})?\\s{0,8}[:=]\\s{0,8}(?:${Q})?[\\w-]{0,20}(?:${Q})?){0,3}` +
    `[\\s,;]{1,80}(?:${Q})?(?:name|key)(?:${Q})?\\s{0,8}[:=]\\s{0,8}(?:${Q})?$`,
  "di",
);

/** The value of a name that stands in a member of its own after it: attributes and members in the less usual order. */
export function valueBefore(text: string, name: Span): ValueAt | null {
  if (!/[:=\s"'`]/.test(text.charAt(name.start - 1))) return null;
  if (!NAME.test(text.slice(Math.max(0, name.start - 24), name.start))) return null;
  const from = Math.max(0, name.start - REACH);
  const groups = VALUE.exec(text.slice(from, name.start))?.indices?.groups;
  const place = groups?.quoted ?? groups?.bare;
  if (place === undefined) return null;
  const span = { start: from + place[0], end: from + place[1] };
  return { value: text.slice(span.start, span.end), span, quoted: groups?.quoted !== undefined };
}
