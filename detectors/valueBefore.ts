import type { Span } from "./detector.ts";
import { lineBefore } from "./pattern.ts";
import type { ValueAt } from "./valueAt.ts";
import { Q } from "./valueJoints.ts";

/** Most characters from the start of the value to the name. */
const REACH = 600;

const NAME = new RegExp(`(?:^|[\\s,"'\`])(?:name|key)(?:${Q})?\\s{0,8}[:=]\\s{0,8}(?:${Q})?$`);

/** `value="…" name="`, `"value": "…", "type": "secret", "key": "`, `value: …⏎  name: `, `SET value = '…' WHERE name = '` */
const MEMBER = new RegExp(
  `\\bvalue(?:${Q})?\\s{0,8}[:=]\\s{0,8}(?:(?<quote>${Q})(?<quoted>(?:(?!\\k<quote>)[^\\n]){1,256})\\k<quote>|(?<bare>[^\\s"'\`,;]{1,256}))` +
    `(?:[\\s,;]{1,80}(?:${Q})?(?:type|enabled|secret|masked|protected|sensitive)(?:${Q})?\\s{0,8}[:=]\\s{0,8}(?:${Q})?[\\w-]{0,20}(?:${Q})?){0,3}` +
    `[\\s,;]{1,80}(?:WHERE[ \\t]{1,8})?(?:${Q})?(?:name|key)(?:${Q})?\\s{0,8}[:=]\\s{0,8}(?:${Q})?$`,
  "di",
);

/** A command that stores a value, up to the name: `secret set `, `kv put secret/x `, `functions:secrets:set `, `put-parameter --name ` */
const STORES = String.raw`(?:[\w:]{1,30}:)?(?:set|add|put|create|write|update)(?:-[a-z-]{1,20})?[ \t]{1,4}(?:[^\s|;&"']{1,80}[ \t]{1,4}){0,6}$`;
const STORED = new RegExp(String.raw`(?:^|\s)${STORES}`);

/** Whether the name at a place is one that a command stores a value under. */
export function isStored(text: string, at: number): boolean {
  return STORED.test(lineBefore(text, at, 300));
}

/** `echo '…' | gh secret set `, `printf %s … | vault kv put secret/x ` */
const PIPED = new RegExp(
  String.raw`\b(?:echo|printf)[ \t]{1,8}(?:-\w{1,3}[ \t]{1,8}|(["']?)%s(?:\\n)?\1[ \t]{1,8}){0,2}` +
    String.raw`(?:(?<quote>["'])(?<quoted>(?:(?!\k<quote>)[^\n]){1,256})\k<quote>|(?<bare>[^\s"'${"`"}|;&]{1,256}))` +
    String.raw`[ \t]{0,8}\|[ \t]{0,8}(?:[\w./:@-]{1,40}[ \t]{1,4}){1,4}${STORES}`,
  "d",
);

/** The value before its name, in a member of its own or piped to a command with the name; `null` if there is none. */
export function valueBefore(text: string, name: Span): ValueAt | null {
  if (!/[:=\s"'`]/.test(text.charAt(name.start - 1))) return null;
  const before = text.slice(Math.max(0, name.start - REACH), name.start);
  const isMember = NAME.test(before.slice(-24));
  // `… | env X=y`, but not `… | vault kv put x=-`
  if (!isMember && /^=(?!-(?:\s|$))/.test(text.slice(name.end, name.end + 3))) return null;
  const near = isMember ? before : lineBefore(text, name.start, REACH);
  const groups = (isMember ? MEMBER : PIPED).exec(near)?.indices?.groups;
  const place = groups?.quoted ?? groups?.bare;
  if (place === undefined) return null;
  const from = name.start - near.length;
  const span = { start: from + place[0], end: from + place[1] };
  return { value: text.slice(span.start, span.end), span, quoted: groups?.quoted !== undefined };
}
