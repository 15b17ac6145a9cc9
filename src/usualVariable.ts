import type { Detector } from "../detectors/detector.ts";
import { detectors } from "../detectors/index.ts";
import type { Finding } from "./finding.ts";

/**
 * The usual name of an environment variable for the value of a finding.
 * A key id that is the user name of an SMTP login, and not half of a key pair, is called so.
 * @param all the findings among which the others of the same credential are
 */
export function usualVariable(finding: Finding, all: readonly Finding[]): string {
  const { remediation } = detectors.find(({ id }) => id === finding.detector) as Detector;
  const own = remediation.variable;
  if (finding.kind !== "identifier" || finding.credential === null) return own;
  const partners = all.filter(({ credential }) => credential === finding.credential);
  const isLogin = partners.some(({ detector }) => detector.startsWith("aws-ses-smtp-password"));
  const isKey = partners.some(({ detector }) => detector === "aws-secret-access-key");
  return isLogin && !isKey ? "SES_SMTP_USERNAME" : own;
}
