import type { Span, View } from "../detector.ts";
import { spanOf } from "../pattern.ts";

/** A `<server>` of a Maven settings file; its elements may stand in any order. */
export interface MavenServer {
  readonly id: string;
  readonly user: string | undefined;
  readonly password: string;
  /** Where the password stands. */
  readonly span: Span;
}

const SERVER = /<server>/g;
const ID = /<id>\s{0,20}([^<\n]{1,120}?)\s{0,20}<\/id>/i;
const USER = /<username>\s{0,40}([^<\s]{1,100})\s{0,40}<\/username>/;
const PASSWORD =
  /<password>\s{0,40}(?:<!\[CDATA\[)?(?<secret>[^<\s][^<\n]{2,4000}?)\s{0,40}(?:\]\]>)?\s{0,40}<\/password>/d;

/** Longest server element that is read: a JWT as password, and the rest. */
const LONGEST = 6000;

/** The servers of a text that have a password. */
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
