import type { Detector, Hit, Span, View } from "../detector.ts";
import { COLOUR, HEX_UUID4 } from "../pattern.ts";
import { runs } from "../runs.ts";
import { HEX_32 } from "../signs/shapes.ts";
import { anypointNear, clientIdNear, evidenceNear } from "./context.ts";
import { rotateClientSecret } from "./remediation.ts";

// A secret after `~?~` belongs to `anypoint-maven-connected-app`.
const SECRET = new RegExp(`(?:(?<![0-9A-Za-z]|~\\?~)|(?<=${COLOUR}))${HEX_UUID4}(?![0-9A-Za-z])`, "g");

/**
 * Whether a text is a generated client secret: a version 4 UUID without dashes whose letters have a random case. Client
 * ids have the same structure in lower case; hashes have one case; all 28 secrets found in public by the name of
 * their key have both properties. One secret in 300 has a single case by chance: the keyed detector finds those.
 */
export function isGeneratedSecret(text: string): boolean {
  return GENERATED.test(text) && hasBothCases(text);
}

const GENERATED = new RegExp(`^${HEX_UUID4}$`);

function hasBothCases(text: string): boolean {
  return /[a-f]/.test(text) && /[A-F]/.test(text);
}

/** Ids of VMware disks, whose only capital is that of the fixed prefix. One in 64 looks like a version 4 UUID. */
const VMWARE_DISK = /^6000C29[0-9a-f]{25}$/;

/** A hash in a title-cased heading, with a single capital from the title. One secret in 750 looks alike. */
const TITLE = /[A-Za-z] \d*[A-F][^A-F]{1,31} [A-Za-z]$/;

function isInTitle(text: string, start: number): boolean {
  return TITLE.test(text.slice(Math.max(0, start - 2), start + 34));
}

/** Characters before a run that the look-behind of `SECRET` needs. */
const LOOK_BACK = 8;

/** Values with the structure of a generated secret. Only runs of base64 characters are searched, which is faster than the whole text. */
function* candidates(view: View): Generator<Span> {
  for (const { start, end } of runs(view)) {
    if (end - start < 32) continue;
    const from = Math.max(0, start - LOOK_BACK);
    for (const { 0: value, index } of view.text.slice(from, end + 1).matchAll(SECRET))
      if (hasBothCases(value) && !VMWARE_DISK.test(value) && !isInTitle(view.text, from + index))
        yield { start: from + index, end: from + index + value.length };
  }
}

/**
 * Anypoint makes client secrets for connected apps, environments, business groups, API client applications and MQ
 * clients in one format, so no key name is needed: nothing in 75,000 files without Anypoint keys matched it.
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
  keywords: [HEX_32],
  *find(view: View): Generator<Hit> {
    for (const secret of candidates(view)) {
      const identifier = clientIdNear(view, secret);
      yield {
        secret,
        confidence: identifier !== undefined || anypointNear(view, secret) ? "certain" : "likely",
        identifier,
        evidence: evidenceNear(view, secret),
      };
    }
  },
  remediation: rotateClientSecret,
};
