import type { Detector, Hit, View } from "../detector.ts";
import { HEX_UUID4, spanOf } from "../pattern.ts";
import { anypointNear, clientIdNear, evidenceNear } from "./context.ts";
import { rotateClientSecret } from "./remediation.ts";

// A secret after `~?~` belongs to `anypoint-maven-connected-app`.
const SECRET = new RegExp(`(?<![0-9A-Za-z]|~\\?~)(?<secret>${HEX_UUID4})(?![0-9A-Za-z])`, "dg");

/**
 * Whether a text is a generated client secret: a version 4 UUID without dashes whose letters have a random case. Client
 * ids have the same structure in lower case; hashes have one case; 28 of 28 secrets found in public by the name of
 * their key have both marks. One secret in 300 happens to have a single case: that is for the keyed detector.
 */
export function isGeneratedSecret(text: string): boolean {
  return GENERATED.test(text) && hasBothCases(text);
}

const GENERATED = new RegExp(`^${HEX_UUID4}$`);

function hasBothCases(text: string): boolean {
  return /[a-f]/.test(text) && /[A-F]/.test(text);
}

/**
 * Anypoint makes client secrets for connected apps, environments, business groups, API client applications and MQ
 * clients in one shape, so no key name is needed: in 75,000 files without Anypoint nothing else has it.
 */
export const clientSecret: Detector = {
  id: "anypoint-client-secret",
  family: "anypoint",
  title: "Anypoint client secret",
  severity: "critical",
  kind: "generated",
  what: "The secret of a connected app, an environment, an API client application or an MQ client, as Anypoint Platform makes it.",
  leavesAlone: [
    "client ids (lower case)",
    "MD5 and other hashes (one case)",
    "UUIDs of organizations, environments and assets",
  ],
  references: [
    "https://docs.mulesoft.com/access-management/connected-apps-developers",
    "https://docs.mulesoft.com/access-management/environments",
  ],
  keywords: [],
  *find(view: View): Generator<Hit> {
    for (const match of view.text.matchAll(SECRET)) {
      const secret = spanOf(match);
      if (!hasBothCases(match[0])) continue;
      const identifier = clientIdNear(view, secret);
      yield {
        secret,
        confidence: identifier !== undefined || anypointNear(view, secret) ? "certain" : "likely",
        ...(identifier !== undefined && { identifier }),
        evidence: evidenceNear(view, secret),
      };
    }
  },
  remediation: rotateClientSecret,
};
