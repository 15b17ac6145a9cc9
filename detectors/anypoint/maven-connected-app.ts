import type { Detector, Hit, View } from "../detector.ts";
import { HEX_UUID4, spanOf } from "../pattern.ts";
import { isPlaceholder, isReference } from "../placeholder.ts";
import { TILDES } from "../signs/shapes.ts";
import { evidenceNear } from "./context.ts";
import { rotateClientSecret } from "./remediation.ts";

// The separator is the anchor: nothing repeated stands before it, which keeps the pattern linear.
const SECRET = /(?<=[\w.}-])~\?~(?<secret>(?:(?!\]\]>)[^\s"'`<>,;&(){}\x00-\x20\x7f-\uffff]){6,256})/dg;

/** The id on the left of `~?~`; looked for in the 64 characters before. */
const ID = /[A-Za-z0-9][\w.-]{5,63}$/;
const GENERATED_ID = new RegExp(`^${HEX_UUID4}$`);

/**
 * Maven signs in to Exchange with the user `~~~Client~~~` and a connected app's id and secret in one password, joined
 * by `~?~`. Both halves can be chosen, so only the separator tells.
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
    for (const match of view.text.matchAll(SECRET)) {
      const value = match.groups?.secret as string;
      if (isReference(value) || isPlaceholder(value)) continue;
      const identifier = ID.exec(view.text.slice(Math.max(0, match.index - 64), match.index))?.[0];
      // A generated id is no placeholder, so neither is what stands beside it.
      if (!/\d/.test(value) && !GENERATED_ID.test(identifier ?? "")) continue;
      // ${client.id}~?~SECRET: the id may be a reference.
      if (identifier === undefined && view.text[match.index - 1] !== "}") continue;
      const secret = spanOf(match);
      yield {
        secret,
        confidence: "certain",
        ...(identifier !== undefined && { identifier }),
        evidence: evidenceNear(view, secret),
      };
    }
  },
  remediation: rotateClientSecret,
};
