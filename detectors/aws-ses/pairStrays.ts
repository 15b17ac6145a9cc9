import type { Match } from "../detector.ts";
import { isJumbled } from "../entropy.ts";
import { groupBy } from "../groupBy.ts";
import { IN_SIGNED_URL } from "./access-key-id.ts";

/** More secrets without a partner than this are no pair that fell apart. */
const MOST_STRAYS = 8;

const SECRET = "aws-secret-access-key";
const TOKEN = "aws-session-token";

/**
 * Finds partners for ids that have none beside them: their secret stands in another file of the change. Names the pair
 * as long as there is no doubt which belongs to which.
 */
export function pairStrays(all: readonly Match[]): void {
  const own = all.filter(({ detector }) => detector.family === "aws-ses" && detector.kind !== "chosen");
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
  const [id] = strayIds.keys();
  const isSure = strayIds.size === 1 && strays.size === 1;
  for (const match of [...strays.values()].flatMap((group) => [...group])) {
    match.unconfirmed = false;
    if (match.detector.id === SECRET) match.severity = "critical";
    if (!isSure) continue;
    match.identifier = id;
    if (match.detector.id === TOKEN) match.severity = match.detector.severity;
  }
}

function isId({ detector }: Match): boolean {
  return detector.kind === "identifier";
}

function isLikely({ detector, unconfirmed, value }: Match): boolean {
  return !unconfirmed || (detector.id === SECRET && isJumbled(value));
}
