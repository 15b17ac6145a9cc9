import type { Detector, Hit, View } from "../detector.ts";
import { UUID4 } from "../pattern.ts";
import { joined } from "../signs/shapes.ts";
import { replaceActivationData } from "./remediation.ts";

// The decoded argument of `rtfctl install`: the control plane and a version 4 UUID. Private clouds have other hosts.
const ID = new RegExp(`:${UUID4}(?![\\w-])`, "gi");
const HOST = /(?<![\w.@/-])[a-z0-9][a-z0-9.-]{3,100}$/i;
/** Characters of the longest host and of the one before it. */
const REACH = 102;

const OWN_HOST = /(?:^|\.)mulesoft\.com$/i;
const NAMED = /activation[_. -]?data|rtfctl/i;

/**
 * Runtime Fabric's activation data is base64 of `HOST:UUID`. It is found in the view in which that is decoded, and so also
 * where it is wrapped over lines or encoded twice, as in a Kubernetes Secret.
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
    let end = 0;
    for (const { 0: id, index } of view.text.matchAll(ID)) {
      const host = HOST.exec(view.text.slice(Math.max(0, index - REACH), index))?.[0];
      // The UUID of the previous one may look like part of this host.
      if (host === undefined || index - host.length < end) continue;
      end = index + id.length;
      const secret = { start: index - host.length, end };
      const before = view.text.slice(Math.max(0, secret.start - 80), secret.start);
      const isNamed = NAMED.test(before) && view.encodings(secret).includes("base64");
      if (!OWN_HOST.test(host) && !isNamed) continue;
      yield { secret, confidence: "certain", evidence: { host } };
    }
  },
  remediation: replaceActivationData,
};
