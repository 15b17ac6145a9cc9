import { assignmentsNamed, triggers } from "../assignments.ts";
import type { Detector, FoundEvidence, Hit, Span, View } from "../detector.ts";
import { around, COLOUR, spanOf, UUID4 } from "../pattern.ts";
import { isPlausible } from "../plausible.ts";
import { both } from "../signs/shapes.ts";
import {
  ANYPOINT_FILE,
  ANYPOINT_WORDS,
  anypointNear,
  evidenceNear,
  isCliFile,
  speaksOfAnypoint,
} from "./context.ts";
import { revokeToken } from "./remediation.ts";

// Header, claims, signature, each base64url; the claims of Anypoint's tokens start with `{"urn:anypoint:`.
const JWT = /(?<![\w-])(?<secret>eyJ[\w-]{10,200}\.(?<claims>eyJ[\w-]{40,4000})\.[\w-]{40,2000})/dg;

const OWN_CLAIMS = /"urn:anypoint:|"iss":"https:\/\/[\w.-]{1,80}\.mulesoft\.com[/"]/;

/** Claims of a browser session's cookie, which wraps the access token. */
const SESSION = new RegExp(`"token"\\s{0,4}:\\s{0,4}"(?:${UUID4}|eyJ)`);

/** `bearer` in any case, as people write it; MuleSoft's examples have it in lower case. */
const BEARER = new RegExp(`\\bbearer\\s{1,4}(?:${COLOUR})?(?<secret>${UUID4})(?![\\w-])`, "diy");

/** Bearer tokens in Postman collections, in both versions of the format: "bearer": [{"key": "token", "value": "…"}], "bearer": {"token": "…"} */
const POSTMAN = new RegExp(
  String.raw`"bearer"\s{0,8}:\s{0,8}(?:\[\s{0,80})?\{[^{}]{0,200}?"(?:token|value)"\s{0,8}:\s{0,8}"(?<secret>${UUID4})"`,
  "diy",
);

const ACCESS_TOKEN = /(?:^|\.)(?:access\.?token|auth\.?token|bearer(?:\.token)?|anypoint\.(?:\w+\.)?token)$/;
/** A name that counts only with `bearer` nearby, as identifiers of all kinds are UUIDs too. */
const BARE_TOKEN = /(?:^|\.)token$/;
const FLEX = /flexctl|flex-?gateway/i;

const REFRESH_TOKEN = /(?:^|\.)refresh\.?token$/;

const WHOLE_UUID4 = new RegExp(`^(?:bearer\\s+)?${UUID4}$`, "i");

/**
 * A session on Anypoint Platform: the opaque form is a version 4 UUID, as organizations, assets and `doc:id` have it,
 * so the name in front decides; the other form is a signed JWT that names its issuer.
 */
export const accessToken: Detector = {
  id: "anypoint-access-token",
  family: "anypoint",
  title: "Anypoint access or refresh token",
  severity: "high",
  kind: "generated",
  what: "A bearer token of Anypoint Platform: a UUID after `bearer` or under the name of a token, or a JWT with urn:anypoint claims; also refresh tokens, which live 90 days.",
  leavesAlone: [
    "UUIDs of organizations, environments, assets and doc:id",
    "JWTs of other issuers",
    "UUIDs that are not version 4, as in the documentation",
  ],
  references: [
    "https://docs.mulesoft.com/access-management/connected-apps-developers",
    "https://docs.mulesoft.com/exchange/to-publish-assets-maven",
  ],
  keywords: [".eyj", ...both(["bearer", "token"], ANYPOINT_WORDS)],
  paths: ANYPOINT_FILE,
  *find(view: View): Generator<Hit> {
    const jwts = view.text.includes(".eyJ") ? view.text.matchAll(JWT) : [];
    for (const match of jwts) {
      const claims = Buffer.from(match.groups?.claims ?? "", "base64url").toString("latin1");
      // `anypoint-maven-token` reports the password of Maven's user `~~~Token~~~`.
      if (view.text.slice(Math.max(0, match.index - 200), match.index).includes("~~~Token~~~")) continue;
      if (!OWN_CLAIMS.test(claims) && !(SESSION.test(claims) && anypointNear(view, spanOf(match)))) continue;
      yield { secret: spanOf(match), confidence: "certain", evidence: evidenceOf(claims) };
    }
    if (!speaksOfAnypoint(view) && !isCliFile(view)) return;
    for (const secret of [...bearers(view, BEARER, 0), ...bearers(view, POSTMAN, 1)])
      yield { secret, confidence: "likely", evidence: evidenceNear(view, secret) };
    for (const assignment of assignmentsNamed(view, isTokenName)) {
      const { key, value, span, loose } = assignment;
      const isToken =
        WHOLE_UUID4.test(value) && (ACCESS_TOKEN.test(key) || (BARE_TOKEN.test(key) && isUsed(view, span)));
      const isRefreshToken =
        REFRESH_TOKEN.test(key) && !loose && isOpaque(value) && isPlausible(assignment, view, 20);
      if (!isToken && !isRefreshToken) continue;
      const secret = isToken ? { start: span.end - 36, end: span.end } : span;
      yield { secret, confidence: "likely", evidence: evidenceNear(view, secret) };
    }
  },
  remediation: revokeToken,
};

/** Tokens after the word `bearer`. @param offset characters that the sticky pattern has before that word */
function* bearers(view: View, pattern: RegExp, offset: number): Generator<Span> {
  for (const { start } of triggers(view)) {
    pattern.lastIndex = Math.max(0, start - offset);
    const match = pattern.exec(view.text);
    if (match !== null) yield spanOf(match);
  }
}

function isTokenName(key: string): boolean {
  return ACCESS_TOKEN.test(key) || BARE_TOKEN.test(key) || REFRESH_TOKEN.test(key);
}

/** The control plane that issued a JWT, and the organization it was issued for. */
function evidenceOf(claims: string): FoundEvidence {
  return {
    host: /"iss":"https:\/\/([\w.-]{1,80}\.mulesoft\.com)[/"]/.exec(claims)?.[1],
    organization: new RegExp(`[oO]rgId"\\s*:\\s*"(${UUID4})"`).exec(claims)?.[1],
  };
}

/** Whether the text around a token uses it to sign in to the platform, rather than to register a gateway. */
function isUsed(view: View, span: Span): boolean {
  const near = around(view.text, span, 400);
  return /bearer/i.test(near) && anypointNear(view, span) && !FLEX.test(near);
}

/** Whether a value may be a refresh token: their format is not documented, but they are a single opaque word. */
function isOpaque(value: string): boolean {
  return /^[\w.~+/=-]+$/.test(value) && /\d/.test(value) && /[A-Za-z]/.test(value);
}
