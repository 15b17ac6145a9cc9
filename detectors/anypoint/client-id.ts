import type { Detector, Hit, View } from "../detector.ts";
import { enclosingBlocks } from "../enclosingBlocks.ts";
import { isSampleUuid } from "../madeUp.ts";
import { both } from "../signs/shapes.ts";
import { words } from "../words.ts";
import { ANYPOINT_FILE, CLIENT_ID, OTHER_VENDOR } from "./context.ts";
import { rotateClientSecret } from "./remediation.ts";

/** The name before an id, and the syntax between them. */
const NAMED = /\$?([\w.-]{0,60}client[ ._-]{0,2}id)(?:\W|value|default|string){1,40}$/i;

/** An id that is given by reference, before the secret: `(clientId, "…")`, `clientId + ":…"`, `$CLIENT_ID:…` */
const REFERENCE = /id(?:(?:["'`]?[)\]]{1,3})?\s{0,4}[,+]|[%}]["'`]?:)|\$\w{1,60}id:$/i;

/**
 * Ids of Anypoint's client applications. An id alone is no secret and no finding: its matches stay unconfirmed, and only let
 * a client secret in another file know its id. So this is not in the list of detectors.
 */
export const clientId: Detector = {
  id: "anypoint-client-id",
  family: "anypoint",
  title: "Anypoint client id",
  severity: "low",
  kind: "identifier",
  what: "The id of a client secret.",
  leavesAlone: [],
  references: [],
  keywords: both(
    ["clientid", "client_id", "client-id", "client.id"],
    ["anypoint", "mule", "cloudhub", "connectedapp", "connected_app"],
  ),
  paths: ANYPOINT_FILE,
  *find(view: View): Generator<Hit> {
    for (const { 0: identifier, index: start } of view.text.matchAll(CLIENT_ID))
      if (!isSampleUuid(identifier) && isNamed(view, start))
        yield {
          secret: { start, end: start + identifier.length },
          confidence: "possible",
          identifier,
          unconfirmed: true,
        };
  },
  remediation: rotateClientSecret,
};

/** Whether the value at a place has the name of a client id, and not of another vendor's. */
function isNamed({ text }: View, start: number): boolean {
  const before = text.slice(Math.max(0, start - 100), start);
  const named = NAMED.exec(before);
  if (named === null || REFERENCE.test(named[0])) return false;
  const parents = enclosingBlocks(text, start - before.length + named.index);
  return !OTHER_VENDOR.test(`${parents}.${words(named[1] as string)}`);
}
