import type { Detector, Hit, Span, View } from "../detector.ts";
import { spanOf, UUID4 } from "../pattern.ts";
import { evidenceNear } from "./context.ts";
import { mavenServers } from "./mavenServers.ts";
import { revokeToken } from "./remediation.ts";

const JWT = String.raw`eyJ[\w-]{10,200}\.eyJ[\w-]{40,4000}\.[\w-]{40,2000}`;

// <username>~~~Token~~~</username> <password>TOKEN</password>, or user and token in a script or a properties file.
const IN_ORDER = new RegExp(
  String.raw`~~~Token~~~[^~]{0,200}?(?<![\w-])(?<secret>${UUID4}|${JWT})(?![\w-])`,
  "dgi",
);

const WHOLE = new RegExp(`^(?:${UUID4}|${JWT})$`, "i");

/** Maven signs in to Exchange with the user `~~~Token~~~` and a bearer token as password. */
export const mavenToken: Detector = {
  id: "anypoint-maven-token",
  family: "anypoint",
  title: "Anypoint token in a Maven password",
  severity: "high",
  kind: "generated",
  what: "The password beside the Maven user ~~~Token~~~: a bearer token of Anypoint Platform.",
  leavesAlone: ["references such as ${env.TOKEN}", "the documentation's UUID, which is not version 4"],
  references: ["https://docs.mulesoft.com/exchange/to-publish-assets-maven"],
  keywords: ["~~~token~~~"],
  *find(view: View): Generator<Hit> {
    for (const secret of [...inOrder(view), ...inServers(view)])
      yield { secret, confidence: "certain", evidence: evidenceNear(view, secret) };
  },
  remediation: revokeToken,
};

function inOrder(view: View): Span[] {
  return Array.from(view.text.matchAll(IN_ORDER), spanOf);
}

/** Passwords of `<server>` elements in which the password precedes the user. */
function inServers(view: View): Span[] {
  const known = new Set(inOrder(view).map(({ start }) => start));
  return Array.from(mavenServers(view))
    .filter(
      ({ user, password, span }) => user === "~~~Token~~~" && WHOLE.test(password) && !known.has(span.start),
    )
    .map(({ span }) => span);
}
