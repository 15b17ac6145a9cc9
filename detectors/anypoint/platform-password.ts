import { type Assignment, assignments } from "../assignments.ts";
import type { Detector, Hit, Span, View } from "../detector.ts";
import { around, lineOf, spanOf } from "../pattern.ts";
import { isPlaceholder, isReference } from "../placeholder.ts";
import { isPlausible } from "../plausible.ts";
import { evidenceNear, isCliFile, speaksOfAnypoint, userNear } from "./context.ts";
import { resetPassword } from "./remediation.ts";

const PASSWORD = /(?:^|\.)(?:password|passwd|pwd|pass)$/;
const OWN_NAME = /(?:anypoint|mulesoft|cloudhub)\.(?:[\w.]{1,40}\.)?(?:password|passwd|pwd|pass)$/;

/** Blocks whose password is that of a user of the platform: Terraform's provider, YAML, the Maven plugin's deployments, the CLI's profiles. */
const BLOCK =
  /(?:^|\.)(?:anypoint|(?:cloud\.?hub2?|runtime\.?fabric|arm|agent|standalone|cluster)\.?deployment)(?:\.|$)/;

/** Commands that take the password of a user of the platform as a flag. */
const COMMAND = /-DmuleDeploy|mule:deploy|anypoint-cli/;

const LOGIN = /mulesoft\.com\/accounts\/login/;

const SERVER = /<server>/g;
const SERVER_ID =
  /<id>\s{0,20}[^<\n]{0,60}(?:anypoint|exchange|mulesoft|cloudhub|MuleRepository|nexus-ee|repository-master)[^<\n]{0,60}<\/id>/i;
const SERVER_PASSWORD =
  /<password>\s{0,40}(?:<!\[CDATA\[)?(?<secret>[^<\s][^<\n]{2,200}?)\s{0,40}(?:\]\]>)?\s{0,40}<\/password>/d;
const SERVER_USER = /<username>\s{0,40}([^<\s]{1,100})\s{0,40}<\/username>/;

/**
 * A person's password for the platform. It is chosen, so it has no shape: what counts is the name (anypoint.password),
 * the block around it, the command it is a flag of, or the login it is sent to.
 */
export const platformPassword: Detector = {
  id: "anypoint-platform-password",
  family: "anypoint",
  title: "Anypoint Platform user password",
  severity: "high",
  kind: "chosen",
  what: "The password of an Anypoint Platform user: -Danypoint.password, ANYPOINT_PASSWORD, a Maven server for Exchange, a deployment block in a pom, a login body, the CLI's credentials file.",
  leavesAlone: [
    "references such as ${env.ANYPOINT_PASSWORD}",
    "Maven-encrypted passwords {…} and Mule-encrypted ones ![…]",
    "placeholders",
  ],
  references: [
    "https://docs.mulesoft.com/mule-runtime/latest/mmp-concept",
    "https://docs.mulesoft.com/exchange/to-publish-assets-maven",
    "https://docs.mulesoft.com/anypoint-cli/latest/auth",
  ],
  keywords: ["pass", "pwd"],
  *find(view: View): Generator<Hit> {
    yield* servers(view);
    if (!speaksOfAnypoint(view) && !isCliFile(view)) return;
    for (const assignment of assignments(view)) {
      if (!PASSWORD.test(assignment.key) || !belongs(assignment, view)) continue;
      if (!isPlausible(assignment, view, 4)) continue;
      yield hit(view, assignment.span, userNear(view, assignment.span), assignment.loose);
    }
  },
  remediation: resetPassword,
};

function belongs({ key, parents, span }: Assignment, view: View): boolean {
  if (OWN_NAME.test(key) || BLOCK.test(parents)) return true;
  if (isCliFile(view)) return true;
  return COMMAND.test(lineOf(view.text, span)) || LOGIN.test(around(view.text, span, 400));
}

/** `<server>` elements of a Maven settings file that sign in to Exchange or to MuleSoft's repositories. */
function* servers(view: View): Generator<Hit> {
  for (const match of view.text.matchAll(SERVER)) {
    const window = view.text.slice(match.index, match.index + 1500);
    const element = window.slice(0, window.indexOf("</server>"));
    const password = SERVER_PASSWORD.exec(element);
    if (password === null || !SERVER_ID.test(element)) continue;
    const user = SERVER_USER.exec(element)?.[1];
    const value = password.groups?.secret as string;
    // `~~~Client~~~` and `~~~Token~~~` have detectors of their own.
    if (user?.startsWith("~~~") || isReference(value) || isPlaceholder(value)) continue;
    const { start, end } = spanOf(password);
    yield hit(view, { start: match.index + start, end: match.index + end }, user, false);
  }
}

function hit(view: View, secret: Span, user: string | undefined, loose: boolean): Hit {
  const known = user !== undefined && !isReference(user) ? user : undefined;
  return {
    secret,
    confidence: loose ? "possible" : "likely",
    ...(known !== undefined && { identifier: known }),
    evidence: { ...evidenceNear(view, secret), ...(known !== undefined && { user: known }) },
  };
}
