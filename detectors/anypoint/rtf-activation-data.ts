import type { Detector, Hit, View } from "../detector.ts";
import { spanOf, UUID4 } from "../pattern.ts";
import { joined } from "../signs/shapes.ts";
import { replaceActivationData } from "./remediation.ts";

// What `rtfctl install` takes, decoded: the control plane and a version 4 UUID. Private clouds have a host of their own.
const SECRET = new RegExp(
  `(?<![\\w.@/-])(?<secret>(?<host>[a-z0-9][a-z0-9.-]{3,100}):${UUID4})(?![\\w-])`,
  "dgi",
);

const OWN_HOST = /(?:^|\.)mulesoft\.com$/i;
const NAMED = /activation[_. -]?data|rtfctl/i;

/**
 * Runtime Fabric's activation data is base64 of `HOST:UUID`. It is recognized where views have decoded it: that also
 * finds it wrapped over lines, and encoded twice in a Kubernetes Secret.
 */
export const rtfActivationData: Detector = {
  id: "anypoint-rtf-activation-data",
  family: "anypoint",
  title: "Anypoint Runtime Fabric activation data",
  severity: "high",
  kind: "generated",
  what: "The data that activates a Runtime Fabric; it also fetches the credentials of MuleSoft's image registry.",
  leavesAlone: ["base64 of user:uuid for other hosts", "placeholders"],
  references: [
    "https://docs.mulesoft.com/runtime-fabric/latest/install-self-managed",
    "https://docs.mulesoft.com/runtime-fabric/latest/install-helm",
  ],
  keywords: ["mulesoft.com", "rtfctl", ...joined("activation", "data")],
  *find(view: View): Generator<Hit> {
    for (const match of view.text.matchAll(SECRET)) {
      const host = match.groups?.host as string;
      const secret = spanOf(match);
      const before = view.text.slice(Math.max(0, secret.start - 80), secret.start);
      const isNamed = NAMED.test(before) && view.encodings(secret).includes("base64");
      if (!OWN_HOST.test(host) && !isNamed) continue;
      yield { secret, confidence: "certain", evidence: { host } };
    }
  },
  remediation: replaceActivationData,
};
