import { IN_SIGNED_URL } from "./aws-ses/access-key-id.ts";
import type { Match } from "./detector.ts";
import { countShared } from "./distinctiveWords.ts";
import { isCamelCase, isJumbled } from "./entropy.ts";
import { groupBy } from "./groupBy.ts";
import { words } from "./words.ts";

/** With more secrets without an id than this, no id is paired across files. */
const MOST_STRAYS = 8;

/** Random strings without a name, per id, that are all confirmed. If there are more, only one that pairs with an id is. */
const MOST_NAMELESS = 2;

/** Places that are compared per id or secret: the same one may be in thousands of files. */
const MOST_PLACES = 100;

const SECRET = "aws-secret-access-key";
const TOKEN = "aws-session-token";

/** Which matches are the ids and the secrets of one kind of credential. */
interface Kind {
  isId(match: Match): boolean;
  isSecret(match: Match): boolean;
}

const KINDS: readonly Kind[] = [
  {
    isId: ({ detector, unconfirmed, evidence }) =>
      detector.id === "aws-access-key-id" && !unconfirmed && evidence.note !== IN_SIGNED_URL,
    isSecret: ({ detector }) => detector.family === "aws-ses" && detector.kind === "generated",
  },
  {
    isId: ({ detector }) => detector.id === "anypoint-client-id",
    isSecret: ({ detector }) => detector.id.startsWith("anypoint-client-secret"),
  },
];

/**
 * Pairs ids that have no secret beside them with secrets in other files of the change, or far away. A pair gets the id as
 * its identifier only where each half is the nearest to the other, with no second one equally near.
 * @param texts the matches of each text; they are changed in place
 * @param paths the path of each text
 */
export function pairStrays(
  texts: readonly (readonly Match[])[],
  paths: readonly (string | undefined)[],
): void {
  for (const kind of KINDS) pairKind(kind, texts, paths);
}

function pairKind(
  { isId, isSecret }: Kind,
  texts: readonly (readonly Match[])[],
  paths: readonly (string | undefined)[],
): void {
  const all = texts.flat();
  const secrets = all.filter(isSecret);
  // Ids that have a secret, or are one themselves
  const taken = new Set(secrets.flatMap(({ identifier, value }) => [identifier, value]));
  const strayIds = groupBy(
    all.filter((match) => isId(match) && !taken.has(match.identifier)),
    ({ identifier }) => identifier,
  );
  if (strayIds.size === 0) return;
  const strays = groupBy(
    secrets.filter((match) => match.identifier === undefined && isLikely(match)),
    ({ credential, value }) => credential ?? value,
  );
  if (strays.size > MOST_STRAYS) return;
  const nearest = nearestBy(texts, paths);
  const mayPair = strayIds.size <= MOST_STRAYS;
  const isCrowd = [...strays.values()].filter(isNameless).length > MOST_NAMELESS * strayIds.size;
  for (const group of strays.values()) {
    const ids = mayPair ? nearest(group, strayIds.values()) : undefined;
    const isPair = ids !== undefined && nearest(ids, strays.values()) === group;
    if (!isPair && isCrowd && isNameless(group)) continue;
    for (const match of group) {
      match.unconfirmed = false;
      if (match.detector.id === SECRET) match.severity = "critical";
      if (!isPair) continue;
      match.identifier = [...ids][0]?.identifier;
      if (match.detector.id === TOKEN) match.severity = match.detector.severity;
    }
  }
}

function isLikely({ detector, unconfirmed, confidence, value }: Match): boolean {
  if (!unconfirmed) return true;
  return detector.id === SECRET && confidence !== "possible" && isJumbled(value) && !isCamelCase(value);
}

type Group = ReadonlySet<Match>;

function isNameless(group: Group): boolean {
  return [...group].every(({ unconfirmed }) => unconfirmed);
}

/**
 * Returns a function that picks the nearest of several groups to a given one: in the same text, else in a file whose path
 * shares the most words; `undefined` if two are equally near.
 */
function nearestBy(texts: readonly (readonly Match[])[], paths: readonly (string | undefined)[]) {
  const places = texts.map((_, index) => new Set(words(paths[index] ?? "").split(".")));
  const placeOf = new Map(
    texts.flatMap((matches, index) => matches.map((match) => [match, places[index]] as const)),
  );
  const placesOf = (group: Group) =>
    [...new Set([...group].flatMap((match) => placeOf.get(match) ?? []))].slice(0, MOST_PLACES);

  return (group: Group, others: Iterable<Group>): Group | undefined => {
    const own = placesOf(group);
    let [nearest, most] = [undefined as Group | undefined, -1];
    for (const other of others) {
      const theirs = placesOf(other);
      let its = 0;
      for (const one of own)
        for (const place of theirs)
          its = Math.max(its, one === place ? Number.POSITIVE_INFINITY : countShared(one, place));
      if (its === most) nearest = undefined;
      if (its > most) [nearest, most] = [other, its];
    }
    return nearest;
  };
}
