import { confirmKeys } from "./anypoint/secure-properties-key.ts";
import { IN_SIGNED_URL } from "./aws-ses/access-key-id.ts";
import { keyIdFacts } from "./aws-ses/account.ts";
import { prove } from "./aws-ses/prove.ts";
import type { Match } from "./detector.ts";
import { groupBy } from "./groupBy.ts";
import { pairStrays } from "./pairStrays.ts";

/**
 * Looks at the matches of several texts together: proves SMTP passwords from secret keys, pairs ids with secrets in
 * other files, gives all matches of one credential the same name, and drops unconfirmed matches.
 * @param texts the matches of each text; they are changed in place
 * @param paths the path of each text: ids and secrets in files with similar names belong together
 * @returns the confirmed matches of each text, in the same order
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

/** Copies what one match of a secret knows (confirmation, id, severity) to the other matches of the same value. */
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

/** Confirms the unconfirmed ids whose secret is confirmed. */
function confirmIds(all: readonly Match[]): void {
  const secrets = all.filter(({ detector, unconfirmed }) => !unconfirmed && detector.kind !== "identifier");
  const owned = new Set(secrets.map(({ identifier }) => identifier));
  for (const match of all) if (owned.has(match.identifier) && isId(match)) match.unconfirmed = false;
}

/** Gives an id and all secrets that belong to it one credential name, and the account encoded in the id. */
function nameCredentials(confirmed: readonly Match[]): void {
  for (const [identifier, matches] of groupBy(confirmed, (match) => match.identifier)) {
    if (identifier === undefined) continue;
    const { account } = /^A[KS]IA/.test(identifier) ? keyIdFacts(identifier) : {};
    const isPair = [...matches].some(({ detector }) => detector.id === "aws-secret-access-key");
    for (const match of matches) {
      // One user name in several places need not mean one password.
      if (match.evidence.user === identifier) continue;
      match.credential = identifier;
      if (account !== undefined) match.evidence = { ...match.evidence, account };
      // With its secret in the same change, the id completes a credential.
      if (isPair && isId(match)) match.severity = "critical";
    }
  }
}

function isId({ detector, evidence }: Match): boolean {
  return detector.id === "aws-access-key-id" && evidence.note !== IN_SIGNED_URL;
}
