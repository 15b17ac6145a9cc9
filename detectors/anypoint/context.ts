import { cheapest } from "../cheapest.ts";
import type { FoundEvidence, Span, View } from "../detector.ts";
import { countShared, distinctiveWords } from "../distinctiveWords.ts";
import { lineBefore, UUID4 } from "../pattern.ts";
import { isCode } from "../plausible.ts";
import { perView } from "../view.ts";

/** Lines on either side of a secret that are searched for its id, host and user. */
const LINES = 5;

/** Most characters on either side, so that a long line costs no more than a few short ones. */
const REACH = 600;

const SPEAKS =
  /anypoint|anypnt|mulesoft|cloudhub|flexctl|flex-gateway|api-catalog(?:-cli|[ \t]+(?:conf|publish-asset|\w{3,10}-descriptor)\b)|<global-property\b|(?<![a-z])(?:-D)?mu(?:le|nit)|-M-D|^wrapper\.java\.additional/im;

/** Keywords: every text that `speaksOfAnypoint` contains one of these. */
export const ANYPOINT_WORDS: readonly string[] = [
  ...[
    "anypoint",
    "anypnt",
    "mule",
    "munit",
    "cloudhub",
    "flexctl",
    "flex-gateway",
    "api-catalog",
    "global-property",
  ],
  ...["wrapper.java.additional", "-m-d"],
];

/** Whether a text or its path mentions Anypoint Platform or Mule. */
export const speaksOfAnypoint = perView((view) => SPEAKS.test(view.path ?? "") || SPEAKS.test(view.text));

/** Whether the lines around a span mention Anypoint Platform or Mule. */
export function anypointNear(view: View, span: Span): boolean {
  return SPEAKS.test(neighbourhood(view.text, span).text);
}

/** Files in which the platform's command line tools store credentials, without a word about Anypoint in them. */
const CLI_FILE =
  /(?:^|\/)(?:\.anypoint\/[\w.-]+|\.?enhanced-mule\.config\.json|api-catalog-cli[\w-]*\/config\.json)$/;

/** A copy of such a file: JSON profiles with an organization or a connected app. */
const COPY = /(?:^|\/)credentials(?:\.json)?$/;
const PROFILES = /\{\s{0,40}"[\w.-]{1,60}"\s{0,8}:\s{0,8}\{[^{}]{0,2000}"(?:organization|client_secret)"/;

/** Paths of files in which the detectors run even if the content does not mention Anypoint. Tested on every path, so the pattern is short. */
export const ANYPOINT_FILE =
  /anypoint|anypnt|mule|munit|cloudhub|flexctl|flex-gateway|api-catalog|(?:^|\/)credentials(?:\.json)?$/i;

/** Whether a file is a credentials file of the command line tools, or a copy of one. */
export const isCliFile = perView(
  ({ path, text }) => path !== undefined && (CLI_FILE.test(path) || (COPY.test(path) && PROFILES.test(text))),
);

/** The control plane and organization that the lines around a secret mention. */
export function evidenceNear(view: View, span: Span): FoundEvidence {
  const { text } = neighbourhood(view.text, span);
  return { host: hostIn(text) ?? onlyHost(view), organization: ORGANIZATION.exec(text)?.[1] };
}

// Control planes: https://docs.mulesoft.com/hosting-home/ . Prefixes such as maven. and mq-REGION. may precede the names.
const HOST =
  /(?:(?:eu1|gov|qax|devx|stgx)\.)?anypoint\.mulesoft\.com(?![\w-])|(?<![\w-])[a-z]{2}\d\.platform\.mulesoft\.com(?![\w-])/gi;

/** Control planes as the MCP server and the Terraform provider name them. */
const REGION = /\bPROD_(US|EU|CA|JP|IN)\b|\bcplane["']?\s{0,8}[:=]\s{0,8}["']?(us|eu|gov)\b/i;
const HOST_OF_REGION: Readonly<Record<string, string>> = {
  us: "anypoint.mulesoft.com",
  eu: "eu1.anypoint.mulesoft.com",
  gov: "gov.anypoint.mulesoft.com",
  ca: "ca1.platform.mulesoft.com",
  jp: "jp1.platform.mulesoft.com",
  in: "in1.platform.mulesoft.com",
};

function hostIn(text: string): string | undefined {
  const host = text.match(HOST)?.[0].toLowerCase();
  if (host !== undefined) return host;
  const region = REGION.exec(text);
  return HOST_OF_REGION[(region?.[1] ?? region?.[2] ?? "").toLowerCase()];
}

/** The control plane that a text mentions, if it mentions exactly one. */
const onlyHost = perView((view) => {
  const hosts = new Set(Array.from(view.text.matchAll(HOST), ([host]) => host.toLowerCase()));
  return hosts.size === 1 ? [...hosts][0] : undefined;
});

// X-ANYPNT-ORG-ID: …, ANYPOINT_ORG=…, --organization=…, /organizations/…, "organizationId": "…", <businessGroupId>…
const ORGANIZATION = new RegExp(
  String.raw`(?:anypnt[_-]org[_-]id|anypoint_org(?:_id|anization)?|organi[sz]ations?(?:[._-]?id)?|master_?org_?id|business_?group_?id)["'\\]{0,2}[ \t]{0,8}[:=/>, ]{1,2}[ \t]{0,8}\\?["']?(${UUID4})(?![\w-])`,
  "i",
);

/** Client ids: version 4 UUIDs in lower case without dashes. */
export const CLIENT_ID = /(?<![0-9A-Za-z])[0-9a-f]{12}4[0-9a-f]{3}[89ab][0-9a-f]{15}(?![0-9A-Za-z])/g;

/** Vendors whose clients occur in the same configurations. */
export const OTHER_VENDOR =
  /salesforce|sfdc|azure|google|gcp|okta|auth0|keycloak|github|gitlab|slack|facebook|linkedin|twitter|paypal|stripe|zoom|workday|netsuite|marketo|servicenow|docusign|dropbox|adobe|sap\.|entra|msal|cognito|ping|hubspot|shopify|twilio|snowflake|databricks|quickbooks|zendesk|atlassian|confluent|mailchimp|sendgrid|dynamics|oracle|magento|xero|square|concur/;

/** The name of a secret, up to its value. An id is printed, a value of this form that some other system uses as a secret must not be. */
const SECRET_NAME =
  /(?:secret|passw(?:or)?d|pwd|token|(?:access|api|encryption|private|secret|signing)[ ._-]?key)(?:\W|value|default|string){1,40}$/i;

/**
 * The client id that most likely belongs to a secret. An id in the same object or block is preferred, then one whose name
 * shares more words, is fewer lines away, has a longer common prefix, and stands before the secret.
 */
export function clientIdNear(view: View, span: Span): string | undefined {
  const name = lineBefore(view.text, span.start, 60);
  const own = distinctiveWords(view.text, span.start);
  const ids = [...matchesNear(view, span, CLIENT_ID)].filter(
    ({ start }) => !SECRET_NAME.test(lineBefore(view.text, start, 60)),
  );
  return cheapest(ids, ({ start, isBefore, between, blocks }) => {
    const lines = between.match(/\n/g)?.length ?? 0;
    const alike = commonPrefix(name, lineBefore(view.text, start, 60));
    return (
      blocks * 1_000_000 -
      countShared(own, distinctiveWords(view.text, start)) * 100_000 +
      lines * 10_000 -
      Math.min(alike, 99) * 100 +
      (isBefore ? 0 : 1)
    );
  })?.match[0];
}

/** The matches of a pattern in the lines around a span, each with the text between, and the number of blocks that end there. */
function* matchesNear({ text }: View, span: Span, pattern: RegExp) {
  const around = neighbourhood(text, span);
  for (const match of around.text.matchAll(pattern)) {
    const start = around.start + match.index;
    const end = start + match[0].length;
    if (start < span.end && span.start < end) continue;
    const isBefore = start < span.start;
    const between = isBefore ? text.slice(end, span.start) : text.slice(span.end, start);
    yield { match, start, isBefore, between, blocks: between.match(BLOCK_END)?.length ?? 0 };
  }
}

/** The end of an object, an element or a paragraph. */
const BLOCK_END =
  /[{}]|\n[ \t]{0,40}\r?\n|\n[ \t]{0,40}- |<\/?(?:server|profile|cloud\w{0,20}|\w{1,20}Deployment)>/g;

const USER =
  /(?:user[._-]?name|login|user)["'*_`\\]{0,3}[ \t]{0,8}(?:=>|[:=>,]|[ \t])[*_]{0,2}[ \t]{0,8}\\?["'`*_]{0,3}(?!https?:|[\w.-]{0,40}(?:pass(?:word|wd)?|pwd?)(?![\w.@+-]))([A-Za-z0-9][\w.@+-]{1,100})/gi;

/** The user name nearest to a password. In source code, `user = account.name` does not count. */
export function userNear(view: View, span: Span): string | undefined {
  const users = [...matchesNear(view, span, USER)].filter(
    ({ match: [whole, user = ""] }) =>
      !(isCode(view.path) && /[:=>][ \t]+$/.test(whole.slice(0, -user.length))),
  );
  return cheapest(users, ({ blocks, between }) => blocks * 10_000 + between.length)?.match[1];
}

/** The lines around a span, and the offset at which they start. */
function neighbourhood(text: string, span: Span): { readonly text: string; readonly start: number } {
  const before = text.slice(Math.max(0, span.start - REACH), span.start);
  const after = text.slice(span.end, span.end + REACH);
  let from = before.length;
  for (let lines = 0; lines <= LINES && from > 0; lines++)
    from = Math.max(0, before.lastIndexOf("\n", from - 1));
  let to = 0;
  for (let lines = 0; lines <= LINES && to !== -1; lines++)
    to = after.indexOf("\n", to + (lines === 0 ? 0 : 1));
  const start = span.start - before.length + from;
  return { text: text.slice(start, span.end + (to === -1 ? after.length : to)), start };
}

function commonPrefix(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}
