import type { Match } from "../detector.ts";
import { countShared } from "../distinctiveWords.ts";
import { isCamelCase, isJumbled } from "../entropy.ts";
import { groupBy } from "../groupBy.ts";
import { words } from "../words.ts";
import { IN_SIGNED_URL } from "./access-key-id.ts";

/** More secrets without a partner than this are no pair that fell apart. */
const MOST_STRAYS = 8;

/** More random strings without a name than this for each id are not all meant, but the one may be that is the nearest. */
const MOST_NAMELESS = 2;

const SECRET = "aws-secret-access-key";
const TOKEN = "aws-session-token";

/**
 * Finds partners for ids that have none beside them: their secret stands in another file of the change, or far away. Names
 * a pair only where each is the nearest to the other, without a second one as near.
 */
export function pairStrays(
  texts: readonly (readonly Match[])[],
  paths: readonly (string | undefined)[],
): void {
  const own = texts
    .flat()
    .filter(({ detector }) => detector.family === "aws-ses" && detector.kind !== "chosen");
  const [ids, secrets] = [own.filter(isId), own.filter((match) => !isId(match))];
  const taken = new Set(secrets.map(({ identifier }) => identifier));
  const strayIds = groupBy(
    ids.filter(
      ({ identifier, evidence, unconfirmed }) =>
        !unconfirmed && !taken.has(identifier) && evidence.note !== IN_SIGNED_URL,
    ),
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

function isId({ detector }: Match): boolean {
  return detector.kind === "identifier";
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
 * Tells which of some groups has a match that is the nearest to one of another group: in the same text, else in a file
 * whose folders and name have the most words in common; `undefined` when two are as near.
 */
function nearestBy(texts: readonly (readonly Match[])[], paths: readonly (string | undefined)[]) {
  const places = texts.map((_, index) => new Set(words(paths[index] ?? "").split(".")));
  const placeOf = new Map(
    texts.flatMap((matches, index) => matches.map((match) => [match, places[index]] as const)),
  );
  const placesOf = (group: Group) => new Set([...group].flatMap((match) => placeOf.get(match) ?? []));

  return (group: Group, others: Iterable<Group>): Group | undefined => {
    const own = placesOf(group);
    let [nearest, most] = [undefined as Group | undefined, -1];
    for (const other of others) {
      let its = 0;
      for (const one of own)
        for (const place of placesOf(other))
          its = Math.max(its, one === place ? Number.POSITIVE_INFINITY : countShared(one, place));
      if (its === most) nearest = undefined;
      if (its > most) [nearest, most] = [other, its];
    }
    return nearest;
  };
}
