import type { Assignment } from "../assignedValue.ts";
import { assignmentsNamed } from "../assignments.ts";
import type { Detector, Hit, Span, View } from "../detector.ts";
import { around, spanOf } from "../pattern.ts";
import { isPlaceholder, isReference } from "../placeholder.ts";
import { isPlausible } from "../plausible.ts";
import { both } from "../signs/shapes.ts";
import { words } from "../words.ts";
import { changeIngressPassword } from "./remediation.ts";

/** `<12 characters>.<4 letters>.mail-manager-smtp.amazonaws.com`, and the user names that go with it. */
const HOST = /\b[a-z0-9]{12}\.(?:fips\.)?[a-z]{4}\.mail-manager-smtp\.amazonaws\.com/;
const USER = /\binp-[a-z0-9]{20,30}\b/;
const TEMPLATE = /(?:mail_?manager(?:::|_)?|create[_-]?|update[_-]?)ingress[_-]?point/i;

const REGION = /\b(?:us|eu|ap|ca|sa|af|me|il)-[a-z]{4,9}-\d\b/;

const PASSWORD = /(?:^|\.)(?:\w*pass(?:word|wd)?|pwd?|secret)$/;
const OWN_NAME = /smtp\.?password$/;

/** Passwords are 8 to 64 of these characters. @see https://docs.aws.amazon.com/sesmailmanager/latest/APIReference/API_IngressPointConfiguration.html */
const CHARACTER = String.raw`[A-Za-z0-9!@#$%^&*()_+\-=[\]{}|.,?]`;
const ALLOWED = new RegExp(`^${CHARACTER}{8,64}$`);

const SHORTEST = 8;

/** Characters on either side of a password that are searched for the endpoint, and for the template around it. */
const REACH = 800;
const TEMPLATE_REACH = 4000;

/**
 * `user:password` as for Postfix, curl and in URLs, where `@` and a host may follow: any host after `//`, else one with a
 * port or the endpoint's; and `"user", "password"` in calls.
 */
const AFTER_USER = new RegExp(
  String.raw`(?<![\w-])(?<user>inp-[a-z0-9]{20,30})(?:[:|]|(?<quote>["'${"`"}]),\s{0,80}\k<quote>(?=[^"'${"`"}\s]{8,64}\k<quote>))` +
    String.raw`(?<secret>${CHARACTER}{8,64}?)(?:(?!${CHARACTER})|(?<=[:|"'${"`"}]${CHARACTER}{64})|(?=@[\w.-]{1,80}(?::\d|mail-manager))|` +
    String.raw`(?=@[^@/?:\s"'${"`"}]{1,100}(?:[/?:\s"'${"`"}]|$))(?<=//inp-[a-z0-9]{20,30}:[^\s:]{8,64}))`,
  "dg",
);

/** The password of an ingress endpoint. People choose it, so only the endpoint, its user or the template around it identifies it. */
export const mailManagerPassword: Detector = {
  id: "aws-ses-mail-manager-password",
  family: "aws-ses",
  title: "Amazon SES Mail Manager password",
  severity: "high",
  kind: "chosen",
  what: "The SMTP password of a Mail Manager ingress endpoint: 8 to 64 characters that a person chose, beside the endpoint's host or its user inp-….",
  leavesAlone: ["references and placeholders", "passwords without a Mail Manager endpoint or user near"],
  references: ["https://docs.aws.amazon.com/ses/latest/dg/eb-ingress.html"],
  keywords: [
    "inp-",
    ...both(
      ["pass", "pwd", "secret"],
      ["mail-manager-smtp", "ingresspoint", "ingress-point", "ingress_point"],
    ),
  ],
  *find(view: View): Generator<Hit> {
    for (const match of view.text.matchAll(AFTER_USER)) {
      const { user, secret } = match.groups as { user: string; secret: string };
      if (isReference(secret) || isPlaceholder(secret) || isPlaceholderAt(secret)) continue;
      yield hit(view, spanOf(match), user);
    }
    for (const assignment of assignmentsNamed(view, (key) => PASSWORD.test(key))) {
      const { key, value, span } = assignment;
      if (!ALLOWED.test(value) || !isPlausible(assignment, view, SHORTEST)) continue;
      // A type: `SmtpPassword?: SmtpPassword`
      if (words(value) === key) continue;
      const text = around(view.text, span, REACH);
      const user = USER.exec(text)?.[0];
      if (user !== undefined || HOST.test(text) || isInTemplate(view, assignment))
        yield hit(view, span, user);
    }
  },
  remediation: changeIngressPassword,
};

/** Whether a value is a placeholder followed by `@` and a host. */
function isPlaceholderAt(secret: string): boolean {
  const value = /^(.*)@[A-Za-z][\w.-]*$/.exec(secret)?.[1] ?? "";
  return value.length >= SHORTEST && isPlaceholder(value);
}

function isInTemplate(view: View, { key, span }: Assignment): boolean {
  return OWN_NAME.test(key) && TEMPLATE.test(around(view.text, span, TEMPLATE_REACH));
}

function hit(view: View, secret: Span, user: string | undefined): Hit {
  const region = REGION.exec(around(view.text, secret, REACH))?.[0];
  return {
    secret,
    confidence: "likely",
    identifier: user,
    evidence: { user, region },
  };
}
