import type { Explanation } from "../explanation.ts";
import { clientSecret } from "./clientSecret.ts";
import { organizationMisuse, organizationVariables } from "./misuse.ts";
import { cliVariables } from "./storage.ts";

/** What credentials that register a server, gateway or cluster have in common. */
export const registration: Explanation = {
  ...clientSecret,
  storage: [
    "No program of yours reads it: an installer takes it once. Let the pipeline that installs fetch it, with a connected app whose id and secret come from a store, and pass it on in a variable.",
    ...cliVariables,
  ],
  misuse: [
    "Look for what was registered: servers, gateways and fabrics in Runtime Manager, in every environment. What you do not know, delete. The audit log says who did it:",
    ...organizationMisuse,
  ],
  ...organizationVariables,
  practice: [
    [
      "Fetch it right before it is used, and keep it nowhere: an image, a Helm values file or cloud-init with it inside is a leak.",
      "Replace what can be replaced after each wave of installations.",
      "Export the audit log (Telemetry Exporter) and alarm on new servers, gateways and fabrics.",
      "Install with a connected app that may do this in one environment and nothing else.",
    ],
  ],
};
