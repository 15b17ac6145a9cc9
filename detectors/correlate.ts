import { keyIdFacts } from "./aws-ses/account.ts";
import { oldSmtpPassword, smtpPasswords } from "./aws-ses/smtpDerivation.ts";
import type { Match } from "./detector.ts";
import { classChanges } from "./entropy.ts";

/** Secrets tried in proofs: each costs about half a millisecond, for all regions together. */
const MOST_SECRETS = 2000;
/** More ids or secrets without a partner than this are no pair that fell apart. */
const MOST_STRAYS = 8;

const SECRET = "aws-secret-access-key";
const SMTP = new Set(["aws-ses-smtp-password", "aws-ses-smtp-password-v2"]);
const KEY_ID = "aws-access-key-id";

/**
 * Looks at the matches of several texts together: proves SMTP passwords from secret keys, pairs ids with secrets that
 * stand in other files, gives the matches of one credential one name, and drops what nothing confirms.
 * @param texts matches of each text, changed in place
 * @returns what counts of each text, in the same order
 */
export function correlate(texts: readonly (readonly Match[])[]): Match[][] {
  const all = texts.flat();
  prove(all);
  pairStrays(all);
  nameCredentials(all.filter((match) => !match.unconfirmed));
  return texts.map((matches) => matches.filter((match) => !match.unconfirmed));
}

/**
 * An SMTP password is a function of the secret key and the region: where both are in sight, computing it proves that
 * they are one credential, offline.
 * @see https://docs.aws.amazon.com/ses/latest/dg/smtp-credentials.html
 */
function prove(all: readonly Match[]): void {
  const passwords = groupBy(
    all.filter(({ detector }) => SMTP.has(detector.id)),
    ({ value }) => value,
  );
  if (passwords.size === 0) return;
  const secrets = groupBy(
    all
      .filter(({ detector }) => detector.id === SECRET)
      .sort((a, b) => Number(a.unconfirmed) - Number(b.unconfirmed)),
    ({ value }) => value,
  );
  for (const [secret, owners] of [...secrets].slice(0, MOST_SECRETS)) {
    const derived: { password: string; region?: string }[] = [...smtpPasswords(secret)];
    for (const { password, region } of [...derived, { password: oldSmtpPassword(secret) }]) {
      const proven = passwords.get(password);
      if (proven !== undefined) markProven([...owners, ...proven], region);
    }
  }
}

/** @param region where the password is valid; the old scheme is valid everywhere */
function markProven(matches: readonly Match[], region: string | undefined): void {
  const identifier = matches.find((match) => match.identifier !== undefined)?.identifier;
  for (const match of matches) {
    match.unconfirmed = false;
    match.confidence = "certain";
    match.severity = "critical";
    match.identifier = identifier;
    match.evidence = { ...match.evidence, ...(region !== undefined && { region }), provenBy: "hmac" };
    match.credential = identifier ?? `proven ${matches[0]?.detector.id} ${matches[0]?.span.start}`;
  }
}

/** An id in one file and its secret in another, as long as there is no doubt which belongs to which. */
function pairStrays(all: readonly Match[]): void {
  const taken = new Set(
    all.filter(({ detector }) => detector.id !== KEY_ID).map(({ identifier }) => identifier),
  );
  const ids = new Set(
    all.flatMap(({ detector, identifier }) =>
      detector.id === KEY_ID && identifier !== undefined && !taken.has(identifier) ? [identifier] : [],
    ),
  );
  if (ids.size === 0) return;
  const strays = all.filter(({ detector, identifier }) => detector.id === SECRET && identifier === undefined);
  const isKey = (match: Match) => !match.unconfirmed || classChanges(match.value) >= 14;
  const values = new Set(strays.filter(isKey).map(({ value }) => value));
  if (values.size === 0 || values.size > MOST_STRAYS) return;
  for (const match of strays) {
    if (!values.has(match.value)) continue;
    match.unconfirmed = false;
    if (ids.size > 1) continue;
    const [id] = ids as Set<string>;
    match.identifier = id;
    match.severity = "critical";
  }
}

/** One name for an id and all secrets that go with it; the account for those who did not see it. */
function nameCredentials(confirmed: readonly Match[]): void {
  for (const [identifier, matches] of groupBy(confirmed, (match) => match.identifier)) {
    if (identifier === undefined) continue;
    const { account } = matches[0]?.detector.family === "aws-ses" ? keyIdFacts(identifier) : {};
    for (const match of matches) {
      match.credential = identifier;
      if (account !== undefined) match.evidence = { ...match.evidence, account };
    }
  }
}

function groupBy<T, K>(items: readonly T[], key: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group === undefined) groups.set(key(item), [item]);
    else group.push(item);
  }
  return groups;
}
