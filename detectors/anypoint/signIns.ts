import type { Span, View } from "../detector.ts";
import { commandOf, HEX_UUID4, spanOf } from "../pattern.ts";
import { perView } from "../perView.ts";
import { isPlaceholder, isReference } from "../placeholder.ts";

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

/** Marks of a connected app rather than a user: a generated id, or a request for a token. */
const CLIENT_ID = new RegExp(`^${HEX_UUID4}$`);
const TOKEN = /mulesoft\.(?:com|org)[^\s"']{0,100}\/oauth2\/token\b/;

/** Sign-ins in URLs of the platform, and in commands that call one. */
export const signIns: (view: View) => readonly SignIn[] = perView((view) => [...signInsOf(view)]);

function* signInsOf(view: View): Generator<SignIn> {
  if (!view.text.includes("mulesoft.")) return;
  for (const pattern of [IN_URL, IN_COMMAND]) {
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
      yield { user, password, span, isApp: CLIENT_ID.test(user) || TOKEN.test(command) };
    }
  }
}
