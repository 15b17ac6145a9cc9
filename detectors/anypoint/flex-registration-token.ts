import { assignmentsNamed } from "../assignments.ts";
import type { Detector, Hit, View } from "../detector.ts";
import { around, commandOf, spanOf, UUID4 } from "../pattern.ts";
import { both, joined } from "../signs/shapes.ts";
import { evidenceNear } from "./context.ts";
import { replaceFlexRegistration } from "./remediation.ts";

const OWN_NAME = /(?:flex|gateway|anypoint)\.(?:.*\.)?registration\.token$/;
const COMMAND = /flexctl|flex-gateway|flex\.?gateway|omni-?gateway/i;

/** The short form of `--token` */
const FLAG = new RegExp(`(?<=\\s)-t[ =]["']?(?<secret>${UUID4})(?![\\w-])`, "dgi");

const WHOLE_UUID4 = new RegExp(`^${UUID4}$`, "i");

/** `flexctl registration create --token=UUID`: the flag distinguishes the token from the organization's UUID in the same command. */
export const flexRegistrationToken: Detector = {
  id: "anypoint-flex-registration-token",
  family: "anypoint",
  title: "Anypoint Flex Gateway registration token",
  severity: "medium",
  kind: "generated",
  what: "The token that registers a Flex Gateway with an organization; it lives for hours.",
  leavesAlone: ["the organization's UUID in the same command", "references such as $TOKEN"],
  references: ["https://docs.mulesoft.com/gateway/latest/flex-conn-reg-run"],
  keywords: [
    "flexctl",
    ...both(joined("registration", "token"), ["flex", "gateway", "anypoint"]),
    ...both(["token"], [...joined("flex", "gateway"), "omnigateway", "omni-gateway"]),
  ],
  *find(view: View): Generator<Hit> {
    for (const match of view.text.matchAll(FLAG)) {
      const span = spanOf(match);
      if (/flexctl\b.*registration/s.test(commandOf(view.text, span)))
        yield { secret: span, confidence: "likely", evidence: evidenceNear(view, span) };
    }
    for (const { key, parents, value, span } of assignmentsNamed(view, (name) => /token$/.test(name))) {
      if (!WHOLE_UUID4.test(value)) continue;
      const isNamed = OWN_NAME.test(key);
      const isFlag =
        /(?:^|\.)(?:registration\.)?token$/.test(key) &&
        COMMAND.test(`${parents} ${key} ${around(view.text, span, 400)}`);
      if (isNamed || isFlag) yield { secret: span, confidence: "likely", evidence: evidenceNear(view, span) };
    }
  },
  remediation: replaceFlexRegistration,
};
