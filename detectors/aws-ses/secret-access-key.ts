import type { Assignment } from "../assignedValue.ts";
import type { Detector, Hit, Span, View } from "../detector.ts";
import { classChanges, isJumbled } from "../entropy.ts";
import { endsInHost, inWrappedBlock, isSealed, lineBefore } from "../pattern.ts";
import { valuesOf } from "../runs.ts";
import { JUMBLED_40, RANDOM_40 } from "../signs/shapes.ts";
import { words } from "../words.ts";
import { isSigned } from "./access-key-id.ts";
import { keyIdFacts } from "./account.ts";
import { assignmentOf, evidenceNear, keyIdOf, keyIdsWithin, sesNear } from "./nearby.ts";
import { isPublished } from "./published.ts";
import { LEAST_CHANGES, mayBeSecretKey } from "./random.ts";
import { rotateAccessKey, waitOutSession } from "./remediation.ts";

/** Base64 of 30 random bytes, which has no padding. */
const secrets = valuesOf("[A-Za-z0-9+/]{40}", 40);

/** Most characters between an id and its secret. */
const NEAR = 1024;

/** The syntax between a name and its value: quotes, `=`, `:`, `=>`, blanks. */
const JOINED = String.raw`["'\])]{0,3}(?:\s{0,40}(?:=>|:=|[:=>,(|])\s{0,40}|\s{1,81})["'${"`"}]{0,3}$`;

/** The name directly before a secret on its line: `secret_access_key = "`, `SES_PASS: `, `"secret" => '`. */
const NAME = new RegExp(
  String.raw`(?:secret[\w. -]{0,30}(?:\[[\w* ]{0,24}\])?(?:\sAs\sString)?|(?:smtp|mail|ses)[\w.-]{0,24}(?:pass(?:word|wd)?|pwd)\w{0,6})${JOINED}`,
  "i",
);

/** Names of nothing but secret keys: they count with anything between them and the secret, such as tags, types and other arguments. */
const OWN_NAME = /(?:aws|amazon|ses|s3)[\w.-]{0,20}secret|secret[_. -]?access[_. -]?key|secret[_. -]?key/i;

/** A name after its value: `"value": "…", "name": "AWS_SECRET_ACCESS_KEY"`, `SET v = '…' WHERE k = 'aws_secret'`, `… is the secret key`. */
const NAME_BEHIND = new RegExp(
  String.raw`^(?:\\{0,3}["']?[\s,;]{1,40}(?:WHERE[^'"<>\n]{1,60}|(?:[\w."':\s,-]{0,80}[\s"',{])?(?:key|name|id)\\{0,3}["']?\s{0,8}[:=]\s{0,8})\\{0,3}["']?[\w./-]{0,40}|["'${"`"}*_]{0,3}[ \t]{1,4}(?:is |- |\()?(?:(?:the|our|your|my) )?(?:\w{1,12} ){0,2})(?:${OWN_NAME.source})`,
  "i",
);

/** A variable, or a list of pieces, that is assigned a value: `const parts = ["` */
const VARIABLE = /(?:^|[^\w$.])([A-Za-z_$][\w$]{0,40})\s{0,4}:?=\s{0,4}[[({]?\s{0,20}["'`]$/;
/** The use of a variable as a secret key: `secretAccessKey: parts.join` */
const USE = new RegExp(
  String.raw`(?:${OWN_NAME.source})\w{0,20}["'\])]{0,2}\s{0,8}(?:=>|:?=|:)\s{0,8}([A-Za-z_$][\w$]{0,40})`,
  "gi",
);

/** Names of other secrets (OAuth, tokens, sessions), which may have any length. Such a value is a secret key only beside an id. */
const OTHER_SECRET = new RegExp(
  String.raw`(?<!(?:aws|amazon|ses|s3)[\w.-]{0,20})(?:client|\bapp\.config\[["']|(?:jwt|session|cookie|csrf|xsrf|webhook|captcha|minio|auth|app|payload|token|hmac|cron|preview|revalidat\w{1,4}|hasura|linode|signing|anypoint|mulesoft|okta|github|gitlab|slack|stripe|twilio|google|azure|facebook|paypal|shopify|django|flask|superset|airflow|nextauth|rails|laravel|sentry|grafana)(?:(?!aws|amazon|s3|(?<![a-z])ses(?![a-z])|mail|smtp)[\w.-]){0,20})[_. -]?secret(?:[_. -]?key)?${JOINED}`,
  "i",
);

/** The path of a file that contains a secret key and nothing else. */
const SECRET_FILE = /(?:aws|amazon|ses|s3)[^/]{0,20}secret|secret[_.-]?access[_.-]?key[^/]*$/i;

/** Blocks of other systems with secrets. */
const OTHER_BLOCK = /(?:^|\.)(?:oauth2?|oidc|okta|auth0|keycloak|jwt|session|webhook|re?captcha)(?:\.|$)/;

/** Names of values that describe or locate a secret, but are none. */
const ABOUT = /(?:^|\.)secret\.(?:hash|name|id|ref|arn|path)s?$/;

const KEY = /secret|(?:smtp|mail(?:er)?|ses)\b.*(?:pass|pwd)|(?:pass|pwd).*(?:smtp|mail|ses)/;

/** Calls that take an id and its secret as arguments, in AWS's libraries for Java, .NET, Go, Ruby and JavaScript. */
const CREDENTIALS =
  /(?:\bAws\w{0,20}Credentials(?:\.create)?|\bBasic(?:AWS|Session)Credentials|\bNewStaticCredentials(?:Provider)?|\bA[Ww][Ss](?:::|\.)Credentials(?:\.new)?)\(\s{0,40}(?:[^()\n,]|\([^()\n]{0,60}\)){1,80},\s{0,40}["'`]$/;

/** Logins in which a password has no name. */
const LOGIN = /(?:\blogin\([^()\n]{1,80},\s{0,4}["']|\bses-smtp-user\.[\w.-]{1,40}:)$/;

/**
 * A secret key is 40 characters of base64, as are some hashes and paths. An id nearby or the name before it makes it a key;
 * without either it counts only if an SMTP password proves it or an id in another place has no secret yet.
 */
export const secretAccessKey: Detector = {
  id: "aws-secret-access-key",
  family: "aws-ses",
  title: "AWS secret access key",
  severity: "critical",
  kind: "generated",
  what: "The secret half of an AWS access key: 40 characters of base64 beside a key id, under a name such as aws_secret_access_key, or proven by an SMTP password that follows from it.",
  leavesAlone: [
    "keys that AWS prints in its documentation",
    "git hashes, paths, integrity values, pieces of base64 blocks",
    "40 characters without a name, an id or a proof",
  ],
  references: [
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html",
    "https://docs.aws.amazon.com/ses/latest/dg/smtp-credentials.html",
  ],
  keywords: [JUMBLED_40, [RANDOM_40, "secret"], [RANDOM_40, "pass"]],
  *find(view: View): Generator<Hit> {
    const candidates = [...candidatesOf(view)];
    const named = new Set(candidates.map(({ isNamed, id }) => (isNamed ? id : undefined)));
    for (const { secret, isNamed, id, isNear } of candidates) {
      const name = isNamed ? "" : nameOf(view, secret);
      // Beside a complete credential, a value with another name belongs to something else.
      const hasId = isNear && (isNamed || !named.has(id) || !isForeignName(name));
      const facts = id === undefined ? {} : keyIdFacts(id);
      yield {
        secret,
        confidence:
          isNamed && hasId ? "certain" : hasId || isNamed || mayBeStray(name) ? "likely" : "possible",
        severity: hasId ? undefined : "high",
        identifier: hasId ? id : undefined,
        evidence: { ...evidenceNear(view, secret), account: hasId ? facts.account : undefined },
        unconfirmed: !isNamed && !hasId,
      };
    }
  },
  remediation: rotateAccessKey,
  temporary: waitOutSession,
};

interface Candidate {
  readonly secret: Span;
  readonly isNamed: boolean;
  /** The key id that it belongs to, judging by names and places. */
  readonly id: string | undefined;
  /** Whether any key id is near. */
  readonly isNear: boolean;
}

function* candidatesOf(view: View): Generator<Candidate> {
  for (const { value, isSlashed, ...secret } of secrets(view)) {
    if (!mayBeSecretKey(value) || isPublished(value)) continue;
    if (isInToken(view.text, secret)) continue;
    if (isSealed(view.text, secret) || endsInHost(lineBefore(view.text, secret.start, 120))) continue;
    const isNamed = hasName(view, secret);
    const isBlock = () => inWrappedBlock(view.text, secret) && !isBehindId(view, secret);
    if (!isNamed && (isSlashed || isBlock() || classChanges(value) < LEAST_CHANGES)) continue;
    const isNear = keyIdsWithin(view, secret, NEAR).some((id) => id.real && (isNamed || !isSigned(view, id)));
    yield { secret, isNamed, id: keyIdOf(view, secret), isNear };
  }
}

/** Whether a value is a part of a signed token (JWT), whose parts are joined by dots: `eyJ….eyJ….x` */
function isInToken(text: string, { start, end }: Span): boolean {
  const before = text.slice(Math.max(0, start - 400), start);
  return (
    /(?<![\w-])eyJ[\w-]{8,}\.(?:[\w-]+\.)?$/.test(before) ||
    (text.startsWith("eyJ", start) && text[end] === ".")
  );
}

/** Whether only quotes, commas and white space separate a secret from an id before it. A session token may follow, so it may look like part of a base64 block. */
function isBehindId(view: View, secret: Span): boolean {
  return keyIdsWithin(view, secret, 80).some(
    ({ end }) => end <= secret.start && /^[\s"'`,]*$/.test(view.text.slice(end, secret.start)),
  );
}

/** `cursor: "`, `"pageToken":"` */
const ANY_NAME = /([A-Za-z][\w.-]{1,60})["'\])]{0,2}[ \t]{0,40}(?:=>|[:=])[ \t]{0,40}["'`]{0,3}$/;

/** The name of a value, as words; `value` if it has none. */
function nameOf(view: View, secret: Span): string {
  const assignment = assignmentOf(view, secret);
  // The name of a file with just this value counts only if it is that of a key: `notes.txt` says nothing.
  if (assignment !== undefined && (assignment.value !== view.text.trim() || /key|token/.test(assignment.key)))
    return namesOf(assignment);
  const name = ANY_NAME.exec(view.text.slice(Math.max(0, secret.start - BEFORE), secret.start))?.[1];
  return words(name ?? "value").replaceAll(".", " ");
}

/** Whether a name is that of something other than an AWS key. */
function isForeignName(name: string): boolean {
  return (
    !KEY.test(name) && !/aws|amazon|\b(?:ses|s3)\b|^(?:value|default|data|string|text|val|v)$/.test(name)
  );
}

/** Whether a value of this name may be the secret of an id in another file: `key`, but neither `cursor` nor `CLOUDFLARE_API_KEY`. */
function mayBeStray(name: string): boolean {
  return (
    !isForeignName(name) || /(?<!\b(?:api|cache|public) )\bkey$|\bsk$|pass|pwd|\bpw$|cred|smtp/.test(name)
  );
}

/** The name of a value and of the blocks around it, as words. */
function namesOf({ parents, key }: Assignment): string {
  return `${parents}.${key}`.replaceAll(".", " ");
}

/** Characters before a secret that are searched for its name. */
const BEFORE = 120;

function hasName(view: View, secret: Span): boolean {
  const before = view.text.slice(Math.max(0, secret.start - BEFORE), secret.start);
  if (OTHER_SECRET.test(before)) return false;
  const assignment = assignmentOf(view, secret);
  if (OTHER_BLOCK.test(assignment?.parents ?? "") || ABOUT.test(assignment?.key ?? "")) return false;
  if (NAME.test(before) || CREDENTIALS.test(before)) return true;
  const value = view.text.slice(secret.start, secret.end);
  if (SECRET_FILE.test(view.path ?? "") && view.text.trim() === value) return true;
  if (isJumbled(value)) {
    if (OWN_NAME.test(before) && !isForeignName(nameOf(view, secret))) return true;
    const behind = view.text.slice(secret.end, secret.end + 400);
    if (NAME_BEHIND.test(behind.slice(0, 200))) return true;
    const variable = VARIABLE.exec(before)?.[1];
    if (variable !== undefined && Array.from(behind.matchAll(USE)).some(([, used]) => used === variable))
      return true;
  }
  if (assignment !== undefined && KEY.test(namesOf(assignment)) && !inWrappedBlock(view.text, secret))
    return true;
  // Some use the secret key itself as the SMTP password, by mistake.
  const isPassword = /pass|pwd/.test(assignment?.key ?? "") || LOGIN.test(before);
  return isPassword && sesNear(view, secret);
}
