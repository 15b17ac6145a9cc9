import type { Detector, Hit, View } from "../detector.ts";
import { spanOf, UUID4 } from "../pattern.ts";
import { evidenceNear } from "./context.ts";
import { replaceRegistrationToken } from "./remediation.ts";

const SECRET = new RegExp(`(?<![\\w-])(?<secret>${UUID4}---\\d{1,10})(?![\\w-])`, "dg");

/** `amc_setup -H` takes a version 4 UUID, three dashes and a number; nothing else looks like it. */
export const hybridRegistrationToken: Detector = {
  id: "anypoint-hybrid-registration-token",
  family: "anypoint",
  title: "Anypoint server registration token",
  severity: "high",
  kind: "generated",
  what: "The token with which amc_setup adds a Mule server to an organization and environment; the answer holds a client id and secret.",
  leavesAlone: ["UUIDs without the number behind three dashes"],
  references: [
    "https://docs.mulesoft.com/runtime-manager/servers-create",
    "https://docs.mulesoft.com/runtime-manager/install-and-configure-hybrid-agent",
  ],
  keywords: ["---"],
  *find(view: View): Generator<Hit> {
    for (const match of view.text.matchAll(SECRET)) {
      const secret = spanOf(match);
      yield { secret, confidence: "certain", evidence: evidenceNear(view, secret) };
    }
  },
  remediation: replaceRegistrationToken,
};
