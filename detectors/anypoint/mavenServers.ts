import type { Span, View } from "../detector.ts";
import { spanOf } from "../pattern.ts";

/** A `<server>` in a Maven settings file. */
export interface MavenServer {
  readonly id: string;
  readonly user: string | undefined;
  readonly password: string;
  /** The span of the password. */
  readonly span: Span;
}

const SERVER = /<server>/g;
const ID = /<id>\s{0,20}([^<\n]{1,120}?)\s{0,20}<\/id>/i;
const USER = /<username>\s{0,40}([^<\s]{1,100})\s{0,40}<\/username>/;
const PASSWORD =
  /<password>\s{0,40}(?:<!\[CDATA\[)?(?<secret>[^<\s][^<\n]{2,4000}?)\s{0,40}(?:\]\]>)?\s{0,40}<\/password>/d;

/** Most characters of a server element: enough for a JWT as the password. */
const LONGEST = 6000;

/** The servers in a text that have a password, with their elements in any order. */
export function* mavenServers(view: View): Generator<MavenServer> {
  for (const { index } of view.text.matchAll(SERVER)) {
    const window = view.text.slice(index, index + LONGEST);
    const element = window.slice(0, window.indexOf("</server>"));
    const password = PASSWORD.exec(element);
    if (password === null) continue;
    const { start, end } = spanOf(password);
    yield {
      id: ID.exec(element)?.[1] ?? "",
      user: USER.exec(element)?.[1],
      password: password.groups?.secret as string,
      span: { start: index + start, end: index + end },
    };
  }
}
