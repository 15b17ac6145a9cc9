import type { Detector, Hit, View } from "../detector.ts";
import { HEX_UUID4 } from "../pattern.ts";
import { isPlaceholder, isReference } from "../placeholder.ts";
import { TILDES } from "../signs/shapes.ts";
import { evidenceNear } from "./context.ts";
import { rotateClientSecret } from "./remediation.ts";

// Matches begin at the separator, with no repetition before it, so that the pattern is linear.
const SEPARATOR = /(?<=[\w.}-])~\?~/g;

/** The secret, depending on what precedes its id: in a URL, an element or a quoted string. Elsewhere it ends at a character that is rare in secrets. */
const SECRETS = [
  /(?<=:\/\/[^\s:/@]{1,60}:)[^\s"'`<>]{6,256}?(?=@[\w-]{1,60}(?:\.[\w-]{1,60}){1,6}(?![\w.@-]))/y,
  /(?<=>\s{0,40}|\[CDATA\[)[^\s<]{6,256}?(?=\s{0,40}(?:<|\]\]>))/y,
  /(?<=(?<quote>\\{0,3}["'`]))(?:(?!\k<quote>)(?:\\\S|[^\s\\])){6,256}(?=\k<quote>)/y,
  /(?!@[\w.-]{1,80}\/)(?:(?!\]\]>)[^\s"'`<>,;&(){}\x00-\x20\x7f-\uffff]){6,256}/y,
];
/** In settings files the secret ends with the line. */
const SETTINGS = /\.(?:env|properties)$|(?:^|\/)\.env[\w.-]*$/i;
const LINE = /(?<=^[ \t]{0,8}(?:export )?[\w.-]{1,80}[ \t]{0,8}[=:][ \t]{0,8})\S{6,256}/my;

/** The id before `~?~`, in the preceding 64 characters. */
const ID = /[A-Za-z0-9][\w.-]{5,63}$/;
const GENERATED_ID = new RegExp(`^${HEX_UUID4}$`);

/**
 * Maven signs in to Exchange with the user `~~~Client~~~` and a connected app's id and secret in one password, joined
 * by `~?~`. People may choose both halves, so only the separator identifies them.
 */
export const mavenConnectedApp: Detector = {
  id: "anypoint-maven-connected-app",
  family: "anypoint",
  title: "Anypoint connected app in a Maven password",
  severity: "critical",
  kind: "chosen",
  what: "A Maven password ID~?~SECRET for the user ~~~Client~~~: the id and secret of a connected app.",
  leavesAlone: ["${client.id}~?~${client.secret}", "clientId~?~clientSecret", "encrypted passwords {…}"],
  references: [
    "https://docs.mulesoft.com/exchange/to-publish-assets-maven",
    "https://docs.mulesoft.com/mule-runtime/latest/mmp-concept",
  ],
  keywords: [TILDES],
  *find(view: View): Generator<Hit> {
    for (const match of view.text.matchAll(SEPARATOR)) {
      const before = view.text.slice(Math.max(0, match.index - 64), match.index);
      const identifier = ID.exec(before)?.[0];
      const start = match.index + match[0].length;
      const value = secretAt(view, match.index - (identifier ?? "").length, start);
      if (value === "" || isReference(value) || isPlaceholder(value)) continue;
      // Beside a generated id, a secret without digits is no placeholder either.
      if (!/\d/.test(value) && !GENERATED_ID.test(identifier ?? "")) continue;
      // ${client.id}~?~SECRET: the id may be a reference.
      if (identifier === undefined && view.text[match.index - 1] !== "}") continue;
      const secret = { start, end: start + value.length };
      yield {
        secret,
        confidence: "certain",
        identifier,
        evidence: evidenceNear(view, secret),
      };
    }
  },
  remediation: rotateClientSecret,
};

/** The secret at `at` that belongs to the id at `id`; empty if there is none. */
function secretAt({ text, path = "" }: View, id: number, at: number): string {
  const before = text.slice(Math.max(0, id - 120), id);
  const line = before + text.slice(at, at + 400);
  for (const pattern of SETTINGS.test(path) ? [LINE, ...SECRETS] : SECRETS) {
    pattern.lastIndex = before.length;
    const value = pattern.exec(line)?.[0];
    if (value !== undefined) return value;
  }
  return "";
}
