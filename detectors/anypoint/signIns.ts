import type { Span, View } from "../detector.ts";
import { commandOf, HEX_UUID4, spanOf } from "../pattern.ts";
import { isPlaceholder, isReference } from "../placeholder.ts";
import { perView } from "../view.ts";
import { words } from "../words.ts";

/** A user and a password that sign in to the platform, or the id and secret of a connected app. */
export interface SignIn {
  readonly user: string;
  readonly password: string;
  readonly isApp: boolean;
  /** The span of the password. */
  readonly span: Span;
}

/** https://user:password@maven.anypoint.mulesoft.com/ */
const IN_URL =
  /https?:\/\/(?<user>[^\s:/@"'<>]{1,100}):(?<secret>[^\s:/@"'<>]{4,200})@[\w.-]{0,60}mulesoft\.(?:com|org)\b/dg;

/** curl -u user:password https://anypoint.mulesoft.com/…, -a of HTTPie, and a decoded header for basic authentication */
const IN_COMMAND =
  /(?:(?:^|[\s"'])(?:-u|--user|-a|--auth)[ =]{0,4}["']?|\bBasic )(?<user>[^\s:"'$]{1,100}):(?<secret>[^\s"']{4,200})/dgm;
const ADDRESS = /https?:\/\/[\w.-]{0,60}mulesoft\.(?:com|org)\b/;
/** HTTP clients, in which `-u user:password` is a login; other programs take a user and a group. */
const CLIENT = /(?:^|[^\w.-])(?:curl|wget|http|https|xh)(?:\.exe)?["']?\s/;

/** `auth=("user", "password")`, `new NetworkCredential(…)`, `.basic(…)`, `req.SetBasicAuth(…)` and the like, and PHP's `CURLOPT_USERPWD, "user:password"` */
const IN_CALL =
  /(?:\bauth\s{0,4}=\s{0,4}\(|(?:basic(?:_?auth\w{0,14})?|credentials?|Authentication)[( ]|USERPWD\s{0,4}(?:,|=>))\s{0,40}(?<quote>["'])(?<user>[^\s:"'$]{1,100})(?:\k<quote>,\s{0,40}\k<quote>|(?<=USERPWD.{0,120}):)(?<secret>[^\s"']{4,200})\k<quote>/dgi;
/** `String creds = "user:password"` */
const IN_STRING =
  /\b(?:cred(?:ential)?s|user_?pass\w{0,4}|(?:basic_?)?auth)\s{0,4}:?=\s{0,4}(?<quote>["'])(?<user>[\w.@+-]{1,100}):(?<secret>[^\s"']{4,200})\k<quote>/dgi;
const ANY_ADDRESS = /https?:\/\/[^\s"'<>]+/g;
/** Addresses of the platform and of MuleSoft's repositories; those of its documentation are none. */
const PLATFORM = /^https?:\/\/[\w.-]{0,60}\b(?:anypoint|platform|repository(?:-master)?)\.mulesoft\./;

/** Marks of a connected app rather than a user: a generated id, or a request for a token. */
const CLIENT_ID = new RegExp(`^${HEX_UUID4}$`);
const TOKEN = /mulesoft\.(?:com|org)[^\s"']{0,100}\/oauth2\/token\b/;

/** Sign-ins in URLs of the platform, and in commands that call one. */
export const signIns: (view: View) => readonly SignIn[] = perView((view) => [...signInsOf(view)]);

function* signInsOf(view: View): Generator<SignIn> {
  if (!view.text.includes("mulesoft.")) return;
  for (const pattern of [IN_URL, IN_COMMAND, IN_CALL, IN_STRING]) {
    for (const match of view.text.matchAll(pattern)) {
      const { user = "", secret: password = "" } = match.groups ?? {};
      const span = spanOf(match);
      if (isReference(password) || isPlaceholder(password)) continue;
      const command = commandOf(view.text, span);
      if (
        pattern === IN_COMMAND &&
        !(ADDRESS.test(command) && (match[0].startsWith("Basic") || CLIENT.test(command)))
      )
        continue;
      if ((pattern === IN_CALL || pattern === IN_STRING) && !isSentToPlatform(view.text, span)) continue;
      yield { user, password, span, isApp: CLIENT_ID.test(user) || TOKEN.test(command) };
    }
  }
}

/** Whether the address that a call is about, the last one before a place or else the next one, is one of the platform's. */
export function isSentToPlatform(text: string, { start, end }: Span): boolean {
  const [before, after] = [text.slice(Math.max(0, start - 400), start), text.slice(end, end + 400)];
  const address = before.match(ANY_ADDRESS)?.at(-1) ?? after.match(ANY_ADDRESS)?.[0];
  return PLATFORM.test(address ?? "");
}

/** The statement before the argument of a call, `DataSourceBuilder.create().username(…).password(`, as words without its strings; else empty. */
export function receiverOf(text: string, { start }: Span): string {
  const before = text.slice(Math.max(0, start - 300), start);
  if (!/\.\w{1,40}\(\s{0,20}["']$/.test(before.slice(-64))) return "";
  const statement = before.split(/[;{}]|\n(?!\s*[.)"'])/).at(-1) ?? "";
  return words(statement.replace(/"[^"]*"|'[^']*'/g, " "));
}
