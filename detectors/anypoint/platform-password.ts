import type { Assignment } from "../assignedValue.ts";
import { assignmentsNamed } from "../assignments.ts";
import { cheapest } from "../cheapest.ts";
import type { Detector, Hit, Span, View } from "../detector.ts";
import { around, commandOf, lineBefore } from "../pattern.ts";
import { isPlaceholder, isReference } from "../placeholder.ts";
import { isPlausible, isReader } from "../plausible.ts";
import { both } from "../signs/shapes.ts";
import { perView } from "../view.ts";
import {
  ANYPOINT_FILE,
  ANYPOINT_WORDS,
  evidenceNear,
  isCliFile,
  speaksOfAnypoint,
  userNear,
} from "./context.ts";
import { isInNote, notedLogins } from "./loginNotes.ts";
import { mavenServers } from "./mavenServers.ts";
import { resetPassword } from "./remediation.ts";
import { isSentToPlatform, receiverOf, signIns } from "./signIns.ts";

const PASSWORD = /(?:^|\.)(?:password|passwd|pwd?|pass)$/;
const OWN_NAME = /(?:anypoint|mulesoft|cloudhub)\.(?:[\w.]{1,40}\.)?(?:password|passwd|pwd?|pass)$/;
/** `MULE_PASSWORD`. A longer name that begins like this is of a system that an application signs in to. */
const SHORT_NAME = /^mule\.\w+$/;

/** Blocks whose password is that of a platform user: Terraform's provider, YAML, deployments of the Maven plugin, profiles of the CLI. */
const BLOCK =
  /(?:^|\.)(?:mulesoft|cloud\.?hub2?)(?:\.(?:auth|platform|login|credentials|user))?$|(?:^|\.)(?:anypoint|(?:cloud\.?hub2?|runtime\.?fabric|arm|agent|standalone|cluster)\.?deployment)(?:\.|$)/;

/** A settings file named after the platform and nothing else: `anypoint-dev.yaml`, `.env.anypoint`. */
const OWN_FILE =
  /(?:^|\/)(?:[\w-]{1,20}[._-])?(?:\.env\.)?(?:anypoint|cloudhub)(?:[._-]?(?:conf(?:ig)?|cred\w{0,9}|dev|login|prod|qa|secrets?|settings)){0,3}(?:\.(?:conf|cfg|env|ini|json|php|properties|toml|txt|ya?ml))?$/i;

/** Blocks of such a file that name no other system, unlike `servicenow.password`, with which an application signs in elsewhere. */
const OWN_BLOCKS =
  /^(?:(?:^|\.)(?:account|admin|array|auth|config|cred\w{1,9}|data|default|dev|env\w{0,12}|login|platform|prod\w{0,7}|profiles?|qa|return|sandbox|settings|stag\w{1,3}|string|test|uat|users?))*$/;

/** Commands that take the password of a platform user as a flag. */
const COMMAND = /-DmuleDeploy|mule:deploy|anypoint-cli/;

/** The platform's address, if it stands in the same object or paragraph as a password. */
const HOST =
  /(?:["'\s=:/>]|^)(?:[a-z]{2,4}\d?\.)?(?:anypoint\.mulesoft|[a-z]{2}\d\.platform\.mulesoft)\.com(?:\/(?:login\/?)?)?(?:["'\s,<]|$)/;

/** The login endpoint, and the file that the CLI reads. */
const LOGIN = /accounts\/login|\.anypoint\/(?:credentials|config)/;

/** Hosts that Maven, Gradle and curl sign in to: Exchange, and MuleSoft's repositories of enterprise releases. */
const REPOSITORY =
  /(?:maven\.anypoint|repository(?:-master)?)\.mulesoft\.(?:com|org)|\bmachine\s{1,8}[\w.-]{0,80}mulesoft\.(?:com|org)/;

/** Other systems that an application signs in to, in the name of the password or of the blocks around it. */
const FOREIGN =
  /(?:^|\.)(?:activemq|crm|db|database|data\.?source|docker|elastic|ftp|git(?:hub|lab)|h2|ibm|jdbc|jms|kafka|key\.?store|ldap|mail|mongo(?:db)?|ms?sql|mysql|netsuite|oracle|postgres(?:ql)?|proxy|rabbit(?:mq)?|redis|s?ftp|salesforce|sap|sfdc|smtp|sonar|splunk|sql|ssl|tls|trust\.?store|workday)\.|deployment\.(?:secure\.)?properties\./;

/** Passphrases of key stores that the CLI uploads to the secrets manager. */
const PASSPHRASE = /(?:^|\.)(?:store|key)\.passphrase$/;

/** Ids that people give to Exchange and MuleSoft's repositories in Maven settings. */
const SERVER_ID = /anypoint|exchange|mulesoft|cloudhub|(?<![a-z])mule|nexus-ee|repository-master/i;
const REPOSITORY_ID =
  /<id>\s{0,20}([^<\n]{1,120}?)\s{0,20}<\/id>(?:\s{0,40}<(?!url)\w{1,20}>[^<]{0,100}<\/\w{1,20}>){0,4}\s{0,40}<url>[^<]{0,40}(?:anypoint|repository)[\w.-]{0,20}\.mulesoft\.(?:com|org)/g;

/** Secrets in Kubernetes or Vault that are named after the platform. */
const KUBERNETES_SECRET = /^kind:[ \t]{0,8}["']?Secret\b/m;
const PLATFORM_NAME = /^[ \t]{1,8}name:[ \t]{0,8}["']?[\w.-]{0,60}(?:anypoint|cloudhub|mulesoft)/m;
const VAULT =
  /\bvault[ \t]{1,8}(?:kv[ \t]{1,8})?(?:put|patch|write)[ \t]{1,8}(?:-\S{1,40}[ \t]{1,8}){0,3}\S{0,60}(?:anypoint|cloudhub|mulesoft)/;

/**
 * The password of a platform user. People choose it, so it has no format: what counts is its name (anypoint.password), the
 * block around it, the command it is a flag of, or the login it is sent to.
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
  keywords: [
    "mulesoft.",
    ...both(["pass", "pwd"], ANYPOINT_WORDS),
    ...both(["_pw", ".pw", " pw"], ["anypoint", "mule", "cloudhub"]),
    ...both(["login", "account"], ["anypoint", "cloudhub"]),
    // Maven's servers
    ...["exchange", "nexus-ee", "repository-master"].map((id) => ["<server>", id]),
  ],
  paths: ANYPOINT_FILE,
  *find(view: View): Generator<Hit> {
    yield* servers(view);
    yield* signedIn(view);
    if (!speaksOfAnypoint(view) && !isCliFile(view)) return;
    for (const assignment of assignmentsNamed(view, isPasswordName)) {
      if (!isOfPlatform(assignment, view)) continue;
      if (!isPlausible(assignment, view, 4) && !isLiteral(assignment, view)) continue;
      yield hit(view, assignment.span, userNear(view, assignment.span), assignment.loose);
    }
  },
  remediation: resetPassword,
};

function isPasswordName(key: string): boolean {
  return PASSPHRASE.test(key) || (PASSWORD.test(key) && !isReader(key));
}

/** Whether a text may contain a command, a login or a repository. Most texts do not, which saves the closer look. */
const mentionsSignIn = perView(({ text }) =>
  /muleDeploy|mule:deploy|anypoint-cli|\.anypoint\/|accounts\/login|mulesoft\.(?:com|org)/.test(text),
);

/** Whether a password is that of a platform user. */
function isOfPlatform({ key, parents, span }: Assignment, view: View): boolean {
  if (PASSPHRASE.test(key)) return mentionsSignIn(view) && COMMAND.test(commandOf(view.text, span));
  if (OWN_NAME.test(key) || isCliFile(view)) return true;
  const block = BLOCK.exec(parents);
  if (FOREIGN.test(block === null ? key : `${parents.slice(block.index)}.${key}`)) return false;
  if (block !== null) return true;
  const isForeign = FOREIGN.test(`${parents}.`);
  if (SHORT_NAME.test(key)) return !isForeign;
  if (mentionsSignIn(view)) {
    if (
      COMMAND.test(commandOf(view.text, span)) ||
      isOption(view.text, span) ||
      LOGIN.test(around(view.text, span, 400))
    )
      return true;
    if (!/(?:^|\.)server$/.test(parents) && REPOSITORY.test(addressOf(view.text, span))) return true;
  }
  // The bare name `password` needs more than a word nearby.
  if (VAULT.test(commandOf(view.text, span))) return true;
  if (key.includes(".")) return false;
  if (isInSecret(view.text, span)) return true;
  // The options of a call: `get("https://anypoint…", { auth: { username, password } })`
  if (/(?:^|\.)auth$/.test(parents) && !isForeign && isSentToPlatform(view.text, span)) return true;
  if (FOREIGN.test(receiverOf(view.text, span))) return false;
  if (HOST.test(objectAround(view.text, span)) || isPostmanFile(view)) return true;
  if (OWN_FILE.test(view.path ?? "") && userNear(view, span) !== undefined) return OWN_BLOCKS.test(parents);
  return isInNote(view, span);
}

/** Whether a password is in a variable with options, `X="-Dusername=… -Dpassword=…"`, that a command below uses. */
function isOption(text: string, { start, end }: Span): boolean {
  const name = /^\s*(?:export |set )?(\w{2,40})(?:=|: )["']?(?:.*\s)?-D[\w.]{1,80}=$/.exec(
    lineBefore(text, start, 400),
  )?.[1];
  const use = name === undefined ? null : new RegExp(`[$%]\\{?${name}\\b`).exec(text.slice(end, end + 2000));
  return use !== null && COMMAND.test(commandOf(text, { start: end + use.index, end: end + use.index }));
}

/** A value like `$ecret2024`: hardly the name of a variable. It counts where nothing expands variables. */
const DOLLAR = /^\$[a-z]{2,20}\d{3,8}$/;

function isLiteral({ value, span }: Assignment, { text, path = "" }: View): boolean {
  return DOLLAR.test(value) && /(?:>|\.json"|\.(?:\w{0,2}sh|md|ya?ml)')$/i.test(path + text[span.start - 1]);
}

const ADDRESS = /https?:\/\/[^\s"'<>]+|\bmachine\s{1,8}\S+|[\w.-]{1,60}\.mulesoft\.(?:com|org)/g;

/**
 * The address that a password is for: the one with the fewest braces in between, then one before the password, then the
 * nearest. In text without braces other addresses may be mere links, so only MuleSoft's count.
 */
function addressOf(text: string, { start, end }: Span): string {
  const from = Math.max(0, start - 400);
  const window = text.slice(from, end + 400);
  const isNested = /[{}]/.test(window);
  const addresses = [...window.matchAll(ADDRESS)].filter(
    ([address]) => isNested || /^machine|mulesoft/.test(address),
  );
  const nearest = cheapest(addresses, ({ 0: address, index }) => {
    const at = from + index;
    const between = at < start ? text.slice(at + address.length, start) : text.slice(end, at);
    const brackets = between.match(/[{}]/g)?.length ?? 0;
    return 1000 * brackets + between.length + (at < start ? 0 : 400);
  });
  return nearest?.[0] ?? "";
}

/** Whether a text is a Postman environment named after the platform, whose variables are then the fields of its login. */
const isPostmanFile = perView(
  ({ text }) =>
    text.includes('"_postman_variable_scope"') &&
    // The name of the environment stands before or after the list of values.
    /(?:^\s{0,8}\{|\])[^[\]{}]{0,400}"name"\s{0,8}:\s{0,8}"[^"\n]{0,80}(?:anypoint|cloudhub|mulesoft)/i.test(
      text,
    ),
);

/** The text around a span up to a brace or an empty line, at most 300 characters on either side. */
function objectAround(text: string, { start, end }: Span): string {
  const before = text.slice(Math.max(0, start - 300), start);
  const after = text.slice(end, end + 300);
  const edge = /[{}]|\n[ \t]*\r?\n/g;
  const opened = [...before.matchAll(edge)].at(-1);
  const closed = after.search(edge);
  return (
    before.slice(opened === undefined ? 0 : opened.index + opened[0].length) +
    (closed === -1 ? after : after.slice(0, closed))
  );
}

/** Where somebody signs in; connected apps' secrets have detectors of their own. */
function* signedIn(view: View): Generator<Hit> {
  for (const { user, span, isApp } of [...signIns(view), ...notedLogins(view)])
    if (!(isApp || user.startsWith("~~~"))) yield hit(view, span, user, false);
}

/** Whether the YAML document around a place is a Secret that is called after the platform. */
function isInSecret(text: string, { start, end }: Span): boolean {
  const [above, below] = [text.slice(Math.max(0, start - 2000), start), text.slice(end, end + 2000)];
  const whole = `${above.split(/^---/m).at(-1)}${below.split(/^---/m)[0]}`;
  return KUBERNETES_SECRET.test(whole) && PLATFORM_NAME.test(whole);
}

/** Passwords in Maven settings for Exchange or MuleSoft's repositories. */
function* servers(view: View): Generator<Hit> {
  if (!view.text.includes("<server>")) return;
  const ids = new Set(Array.from(view.text.matchAll(REPOSITORY_ID), ([, id]) => id));
  for (const { id, user, password, span } of mavenServers(view)) {
    // Detectors of their own report those of `~~~Client~~~` and `~~~Token~~~`.
    if (!(SERVER_ID.test(id) || ids.has(id)) || user?.startsWith("~~~")) continue;
    if (isReference(password) || isPlaceholder(password)) continue;
    yield hit(view, span, user, false);
  }
}

function hit(view: View, secret: Span, user: string | undefined, loose: boolean): Hit {
  const known = user !== undefined && !isReference(user) ? user : undefined;
  return {
    secret,
    confidence: loose ? "possible" : "likely",
    identifier: known,
    evidence: { ...evidenceNear(view, secret), user: known },
  };
}
