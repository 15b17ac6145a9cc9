import type { Match } from "../detector.ts";
import { groupBy } from "../groupBy.ts";
import { oldSmtpPassword, REGIONS, smtpPasswords } from "./smtpDerivation.ts";

/** Most secrets tried in proofs. Each takes about half a millisecond for all regions together. */
const MOST_SECRETS = 2000;

const SECRET = "aws-secret-access-key";
const SMTP = new Set(["aws-ses-smtp-password", "aws-ses-smtp-password-v2"]);

/**
 * Proves that a secret key and an SMTP password are one credential by deriving the password from the key and each region,
 * offline. Confirms both and gives them one credential name.
 * @param texts the matches of each text; they are changed in place
 * @see https://docs.aws.amazon.com/ses/latest/dg/smtp-credentials.html
 */
export function prove(texts: readonly (readonly Match[])[]): void {
  const all = texts.flat();
  const passwords = groupBy(
    all.filter(({ detector }) => SMTP.has(detector.id)),
    ({ value }) => value,
  );
  if (passwords.size === 0) return;
  let proofs = 0;
  for (const [secret, owners] of groupBy(candidates(texts), ({ value }) => value, MOST_SECRETS)) {
    const proven: Match[] = [];
    const regions = new Set<string>();
    for (const { password, region } of derived(secret)) {
      for (const match of passwords.get(password) ?? []) {
        if (region !== undefined) {
          regions.add(region);
          match.evidence = { ...match.evidence, region };
        }
        proven.push(match);
      }
    }
    if (proven.length === 0) continue;
    const [region] = regions;
    if (region !== undefined && regions.size === 1)
      for (const owner of owners) owner.evidence = { ...owner.evidence, region };
    markProven([...owners, ...proven], `proven-${++proofs}`);
  }
}

/** Secrets in the order in which they are tried: first those with a name or an id, then those in the text of a password. */
function candidates(texts: readonly (readonly Match[])[]): Match[] {
  const near = texts.filter((matches) => matches.some(({ detector }) => SMTP.has(detector.id)));
  const isSecret = ({ detector }: Match) => detector.id === SECRET;
  const all = texts.flat().filter(isSecret);
  return [...all.filter(({ unconfirmed }) => !unconfirmed), ...near.flat().filter(isSecret), ...all];
}

function* derived(secret: string): Generator<{ password: string; region?: string }> {
  yield* smtpPasswords(secret, REGIONS);
  yield { password: oldSmtpPassword(secret) };
}

function markProven(matches: readonly Match[], name: string): void {
  // Secret keys come first: an id beside one is more reliable than an id beside the password.
  const identifier = matches.find((match) => match.identifier !== undefined)?.identifier;
  for (const match of matches) {
    match.unconfirmed = false;
    match.confidence = "certain";
    match.severity = "critical";
    match.identifier = identifier;
    match.evidence = { ...match.evidence, provenBy: "hmac" };
    match.credential = identifier ?? name;
  }
}
