import { confirmKeys } from "./anypoint/secure-properties-key.ts";
import { IN_SIGNED_URL } from "./aws-ses/access-key-id.ts";
import { keyIdFacts } from "./aws-ses/account.ts";
import { pairStrays } from "./aws-ses/pairStrays.ts";
import { prove } from "./aws-ses/prove.ts";
import type { Match } from "./detector.ts";
import { groupBy } from "./groupBy.ts";

/**
 * Looks at the matches of several texts together: proves SMTP passwords from secret keys, pairs ids with secrets that
 * stand in other files, gives the matches of one credential one name, and drops what nothing confirms.
 * @param texts matches of each text, changed in place
 * @param paths the files they stand in: what is named alike goes together
 * @returns what counts of each text, in the same order
 */
export function correlate(
  texts: readonly (readonly Match[])[],
  paths: readonly (string | undefined)[] = [],
): Match[][] {
  const all = texts.flat();
  prove(texts);
  shareFacts(all);
  confirmKeys(all);
  pairStrays(texts, paths);
  confirmIds(all);
  nameCredentials(all.filter((match) => !match.unconfirmed));
  return texts.map((matches) => matches.filter((match) => !match.unconfirmed));
}

/** What is known of a secret in one place is known of it in every place. */
function shareFacts(all: readonly Match[]): void {
  const secrets = all.filter(({ detector }) => detector.kind === "generated");
  for (const group of groupBy(secrets, ({ detector, value }) => `${detector.id} ${value}`).values()) {
    if (group.size === 1) continue;
    const known = [...group].find((match) => !match.unconfirmed && match.identifier !== undefined);
    const isConfirmed = [...group].some((match) => !match.unconfirmed);
    for (const match of group) {
      if (isConfirmed && match.unconfirmed) {
        match.unconfirmed = false;
        match.confidence = "likely";
      }
      if (known === undefined || match.identifier !== undefined) continue;
      match.identifier = known.identifier;
      match.severity = known.severity;
    }
  }
}

/** An id that waits for its secret counts when that does. */
function confirmIds(all: readonly Match[]): void {
  const secrets = all.filter(({ detector, unconfirmed }) => !unconfirmed && detector.kind !== "identifier");
  const owned = new Set(secrets.map(({ identifier }) => identifier));
  for (const match of all) if (owned.has(match.identifier) && isId(match)) match.unconfirmed = false;
}

/** One name for an id and all secrets that go with it; the account for those who did not see it. */
function nameCredentials(confirmed: readonly Match[]): void {
  for (const [identifier, matches] of groupBy(confirmed, (match) => match.identifier)) {
    if (identifier === undefined) continue;
    const { account } = /^A[KS]IA/.test(identifier) ? keyIdFacts(identifier) : {};
    const isPair = [...matches].some(({ detector }) => detector.id === "aws-secret-access-key");
    for (const match of matches) {
      // Passwords of one user in several places need not be one.
      if (match.evidence.user === identifier) continue;
      match.credential = identifier;
      if (account !== undefined) match.evidence = { ...match.evidence, account };
      // Half of a credential is all of it when the other half is there.
      if (isPair && isId(match)) match.severity = "critical";
    }
  }
}

function isId({ detector, evidence }: Match): boolean {
  return detector.id === "aws-access-key-id" && evidence.note !== IN_SIGNED_URL;
}
