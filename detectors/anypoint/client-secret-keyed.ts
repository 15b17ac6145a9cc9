import type { Assignment } from "../assignedValue.ts";
import { assignmentsNamed } from "../assignments.ts";
import type { Detector, Hit, Span, View } from "../detector.ts";
import { isSampleUuid } from "../madeUp.ts";
import { around } from "../pattern.ts";
import { isReference } from "../placeholder.ts";
import { isPlausible, isReader } from "../plausible.ts";
import { both, joined } from "../signs/shapes.ts";
import { isGeneratedSecret } from "./client-secret.ts";
import {
  ANYPOINT_FILE,
  ANYPOINT_WORDS,
  anypointNear,
  clientIdNear,
  evidenceNear,
  isCliFile,
  OTHER_VENDOR,
  speaksOfAnypoint,
} from "./context.ts";
import { rotateClientSecret } from "./remediation.ts";
import { signIns } from "./signIns.ts";

/** Names that say by themselves that the value is a client secret of Anypoint. */
const OWN_NAME =
  /(?:anypoint|mulesoft|cloudhub|(?:^|\.)mule)(?:\.[\w.]{0,40})?(?:client|app)\.?secret$|connected\.?app[\w.]{0,14}secret$|(?:^|\.)ap\.(?:ca\.)?client\.?secret$|(?:^|\.)(?:anypoint\.)?mq\.client\.?secret$|(?:^|\.)platform\.client\.?secret$|(?:^|\.)(?:anypoint|mulesoft|cloudhub)(?:\.(?:api|dev|env|mq|org|platform|prod|qa|sandbox|test))?\.secret$/;

const CONNECTED_APP = /(?:^|\.)connected\.?app[\w.]{0,14}secret$/;
const SALESFORCE = /salesforce\.com|\b3MVG[A-Za-z0-9]/;

/** Names that count when the block around them, or the lines nearby, are about Anypoint. */
const SHARED_NAME = /(?:^|\.|client|app)\.?secret$/;
const CLIENT_SECRET = /client\.?secret$|app\.?secret$/;

/** What Helm charts and operators call the name of a Kubernetes Secret. */
const NAME_OF_SECRET = /(?:existing|credentials?|external|image\.pull|pull|sealed|tls)\.secret$/;

const BLOCK = /anypoint|mulesoft|cloudhub|connected\.?app|\bmule\b|flexctl/;

/**
 * Client secrets without the structure of generated ones: chosen by hand (Access Management takes "a secret of your
 * choice"), made by an external identity provider, or the one in 300 that has a single case. Only the name identifies them.
 */
export const clientSecretKeyed: Detector = {
  id: "anypoint-client-secret-keyed",
  family: "anypoint",
  title: "Anypoint client secret, by the name of its key",
  severity: "high",
  kind: "chosen",
  what: "A value under a name such as anypoint.platform.client_secret or connectedAppClientSecret: chosen by hand, made by an external identity provider, or generated in one case.",
  leavesAlone: [
    "references such as ${client.secret}",
    "placeholders such as <your-secret>",
    "encrypted values ![…]",
  ],
  references: [
    "https://docs.mulesoft.com/access-management/connected-apps-developers",
    "https://docs.mulesoft.com/api-manager/latest/configure-multiple-credential-providers",
  ],
  keywords: [
    "mulesoft.",
    ...both(["secret"], [...ANYPOINT_WORDS, ...joined("connected", "app")]),
    // Both halves of `ap.client.secret`, as many programs contain `map client` and a secret.
    ...both(
      [...joined("client", "secret"), "client__secret"],
      ["ap", "ca", "mq", "platform"].flatMap((name) => joined(name, "client")),
    ),
  ],
  paths: ANYPOINT_FILE,
  *find(view: View): Generator<Hit> {
    for (const { user, password, span, isApp } of signIns(view))
      if (isApp && !isGeneratedSecret(password))
        yield hit(view, span, isReference(user) ? undefined : user, false);
    for (const assignment of assignmentsNamed(view, mayBeNamed)) {
      if (!isNamed(assignment, view)) continue;
      if (isGeneratedSecret(assignment.value) || !isPlausible(assignment, view, 4)) continue;
      if (isSampleUuid(assignment.value)) continue;
      const identifier = clientIdNear(view, assignment.span);
      if (identifier === assignment.value) continue;
      yield hit(view, assignment.span, identifier, assignment.loose);
    }
  },
  remediation: rotateClientSecret,
};

function hit(view: View, secret: Span, identifier: string | undefined, loose: boolean): Hit {
  return {
    secret,
    confidence: loose ? "possible" : "likely",
    identifier,
    evidence: evidenceNear(view, secret),
  };
}

function mayBeNamed(key: string): boolean {
  return (
    key.endsWith("secret") &&
    !isReader(key) &&
    !NAME_OF_SECRET.test(key) &&
    (OWN_NAME.test(key) || SHARED_NAME.test(key))
  );
}

function isNamed({ key, parents, span }: Assignment, view: View): boolean {
  // Salesforce has connected apps as well.
  if (OWN_NAME.test(key)) return !(CONNECTED_APP.test(key) && SALESFORCE.test(around(view.text, span, 400)));
  if (OTHER_VENDOR.test(`${parents}.${key}`)) return false;
  if (BLOCK.test(parents) || isCliFile(view)) return true;
  const isClientSecret = CLIENT_SECRET.test(key);
  if (isClientSecret && anypointNear(view, span)) return true;
  // Further away, or under the bare name `secret`, it needs a client id beside it.
  return (
    (isClientSecret ? speaksOfAnypoint(view) : anypointNear(view, span)) &&
    clientIdNear(view, span) !== undefined
  );
}
