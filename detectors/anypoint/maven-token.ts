import type { Detector, Hit, View } from "../detector.ts";
import { spanOf, UUID4 } from "../pattern.ts";
import { evidenceNear } from "./context.ts";
import { revokeToken } from "./remediation.ts";

const JWT = String.raw`eyJ[\w-]{10,200}\.eyJ[\w-]{40,4000}\.[\w-]{40,2000}`;

// <username>~~~Token~~~</username> <password>TOKEN</password>, or the same two in a script or a property file.
const SECRET = new RegExp(
  String.raw`~~~Token~~~[^~]{0,200}?(?<![\w-])(?<secret>${UUID4}|${JWT})(?![\w-])`,
  "dgi",
);

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
    for (const match of view.text.matchAll(SECRET)) {
      const secret = spanOf(match);
      yield { secret, confidence: "certain", evidence: evidenceNear(view, secret) };
    }
  },
  remediation: revokeToken,
};
