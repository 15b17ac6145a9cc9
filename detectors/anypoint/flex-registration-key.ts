import type { Detector, Hit, View } from "../detector.ts";
import { spanOf } from "../pattern.ts";
import { both } from "../signs/shapes.ts";
import { evidenceNear } from "./context.ts";
import { replaceFlexRegistration } from "./remediation.ts";

const SECRET =
  /(?<secret>-----BEGIN (?:RSA |EC )?PRIVATE KEY-----[^-]{100,20000}-----END (?:RSA |EC )?PRIVATE KEY-----)/dg;

/** The text directly before the key: `tls.key: `, or `key: ` in a block of its own. */
const NAME = /\bkey["']?\s{0,4}:\s{0,8}(?:[|>][+-]?\s{0,80})?["']?$/;

const FILE = /(?:^|\/)registration[\w-]*\.ya?ml$/;
const CONTEXT = /gateway\.mulesoft\.com|platformConnection|flexctl|flex-?gateway/i;

/**
 * `flexctl registration create` writes registration.yaml, in which `tls.key` is a PEM private key in base64. Whoever has it
 * and the certificate beside it can act as the gateway. MuleSoft: "These generated files are credentials." Found in the
 * view in which the base64 is decoded.
 */
export const flexRegistrationKey: Detector = {
  id: "anypoint-flex-registration-key",
  family: "anypoint",
  title: "Anypoint Flex Gateway private key",
  severity: "critical",
  kind: "generated",
  what: "The private key under tls.key of a Flex Gateway's registration.yaml or certificate.yaml.",
  leavesAlone: ["tls.crt, agentId and organization ids", "TLS keys of other Kubernetes Secrets"],
  references: ["https://docs.mulesoft.com/gateway/latest/flex-conn-reg-run"],
  keywords: both(["key-----"], ["mule", "platformconnection", "flexctl", "flexgateway", "flex-gateway"]),
  paths: FILE,
  *find(view: View): Generator<Hit> {
    if (!CONTEXT.test(view.text) && !FILE.test(view.path ?? "")) return;
    for (const match of view.text.matchAll(SECRET)) {
      const secret = spanOf(match);
      if (!NAME.test(view.text.slice(Math.max(0, secret.start - 120), secret.start))) continue;
      yield { secret, confidence: "certain", evidence: evidenceNear(view, secret) };
    }
  },
  remediation: replaceFlexRegistration,
};
