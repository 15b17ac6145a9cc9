import type { Match } from "../detector.ts";
import { groupBy } from "../groupBy.ts";
import { oldSmtpPassword, REGIONS, smtpPasswords } from "./smtpDerivation.ts";

/** Secrets tried in proofs: each costs about half a millisecond, for all regions together. */
const MOST_SECRETS = 2000;

const SECRET = "aws-secret-access-key";
const SMTP = new Set(["aws-ses-smtp-password", "aws-ses-smtp-password-v2"]);

/**
 * An SMTP password is a function of the secret key and the region: where both are in sight, computing it proves that
 * they are one credential, offline. Confirms what it proves and gives it a name.
 * @param texts matches of each text, changed in place
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

/** Secrets in the order they are tried: those that have a name or an id, then those that stand near a password. */
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
  // The owners come first: an id beside the secret key is surer than one beside the password.
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
