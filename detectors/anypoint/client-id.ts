import type { Detector, Hit, View } from "../detector.ts";
import { both } from "../signs/shapes.ts";
import { ANYPOINT_FILE, CLIENT_ID } from "./context.ts";
import { rotateClientSecret } from "./remediation.ts";

/** The name before an id, and the syntax between them. */
const NAMED = /client[ ._-]{0,2}id(?:\W|value|default|string){1,40}$/i;

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
      if (NAMED.test(view.text.slice(Math.max(0, start - 60), start)))
        yield {
          secret: { start, end: start + identifier.length },
          confidence: "possible",
          identifier,
          unconfirmed: true,
        };
  },
  remediation: rotateClientSecret,
};
