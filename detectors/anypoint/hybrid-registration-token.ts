import type { Detector, Hit, View } from "../detector.ts";
import { UUID4 } from "../pattern.ts";
import { UUID_DASHES } from "../signs/shapes.ts";
import { evidenceNear } from "./context.ts";
import { replaceRegistrationToken } from "./remediation.ts";

const SECRET = new RegExp(`(?<![\\w-])${UUID4}---\\d{1,10}(?![\\w-])`, "y");

const UUID_LENGTH = 36;

/** The argument of `amc_setup -H`: a version 4 UUID, three dashes and a number. Nothing else has this format. */
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
  keywords: [UUID_DASHES],
  *find(view: View): Generator<Hit> {
    // Search for the dashes, which are rarer than UUIDs.
    for (let at = view.text.indexOf("---"); at !== -1; at = view.text.indexOf("---", at + 1)) {
      SECRET.lastIndex = at - UUID_LENGTH;
      const match = at < UUID_LENGTH ? null : SECRET.exec(view.text);
      if (match === null) continue;
      const secret = { start: match.index, end: match.index + match[0].length };
      yield { secret, confidence: "certain", evidence: evidenceNear(view, secret) };
    }
  },
  remediation: replaceRegistrationToken,
};
