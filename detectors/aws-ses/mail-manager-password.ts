import { assignments } from "../assignments.ts";
import type { Detector, Evidence, Hit, Span, View } from "../detector.ts";
import { around } from "../pattern.ts";
import { isPlausible } from "../plausible.ts";
import { changeIngressPassword } from "./remediation.ts";

/** `<12 characters>.<4 letters>.mail-manager-smtp.amazonaws.com`, and the user names that go with it. */
const HOST = /\b[a-z0-9]{12}\.(?:fips\.)?[a-z]{4}\.mail-manager-smtp\.amazonaws\.com/;
const USER = /\binp-[a-z0-9]{20,30}\b/;
const TEMPLATE = /MailManagerIngressPoint|MailManager::IngressPoint|create-ingress-point|CreateIngressPoint/;

const PASSWORD = /(?:^|\.)(?:\w*pass(?:word|wd)?|pwd|secret)$/;
const OWN_NAME = /smtp\.?password$/;

/** 8 to 64 characters of these. @see https://docs.aws.amazon.com/sesmailmanager/latest/APIReference/API_IngressPointConfiguration.html */
const ALLOWED = /^[A-Za-z0-9!@#$%^&*()_+\-=[\]{}|.,?]{8,64}$/;

const SHORTEST = 8;

/** Characters on either side in which the endpoint is looked for. */
const REACH = 800;

/** People choose it, so only the endpoint, its user or the template around it tells. */
export const mailManagerPassword: Detector = {
  id: "aws-ses-mail-manager-password",
  family: "aws-ses",
  title: "Amazon SES Mail Manager password",
  severity: "high",
  kind: "chosen",
  what: "The SMTP password of a Mail Manager ingress endpoint: 8 to 64 characters that a person chose, beside the endpoint's host or its user inp-….",
  leavesAlone: ["references and placeholders", "passwords without a Mail Manager endpoint or user near"],
  references: ["https://docs.aws.amazon.com/ses/latest/dg/eb-ingress.html"],
  keywords: ["mail-manager-smtp", "inp-", "mailmanager", "ingress"],
  *find(view: View): Generator<Hit> {
    for (const assignment of assignments(view)) {
      const { key, value, span } = assignment;
      if (!PASSWORD.test(key) || !ALLOWED.test(value) || !isPlausible(assignment, view, SHORTEST)) continue;
      const text = around(view.text, span, REACH);
      const user = USER.exec(text)?.[0];
      const isIngress =
        user !== undefined || HOST.test(text) || (OWN_NAME.test(key) && TEMPLATE.test(view.text));
      if (!isIngress) continue;
      yield {
        secret: span,
        confidence: "likely",
        ...(user !== undefined && { identifier: user }),
        evidence: evidenceOf(view, span, user),
      };
    }
  },
  remediation: changeIngressPassword,
};

function evidenceOf(view: View, span: Span, user: string | undefined): Evidence {
  const region = /\b(?:us|eu|ap|ca|sa|af|me|il)-[a-z]{4,9}-\d\b/.exec(around(view.text, span, REACH))?.[0];
  return { ...(user !== undefined && { user }), ...(region !== undefined && { region }) };
}
