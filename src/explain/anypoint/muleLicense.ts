import { shell } from "../block.ts";
import type { Explanation } from "../explanation.ts";
import { leaks } from "./leaks.ts";
import { registration } from "./registration.ts";

/** A licence: it gives no access, but must not be published either. */
export const muleLicense: Explanation = {
  ...registration,
  what: [
    "Lets Mule Enterprise runtimes and Runtime Fabrics run until a date. MuleSoft issues it to a customer as license.lic; in base64 it goes into Helm values (muleLicense) and rtfctl apply mule-license.",
    "Not access to anything: it signs in nowhere and opens no data.",
  ],
  leaks: leaks(
    ["images and Helm values with the licence inside; conf/muleLicenseKey.lic committed with the server"],
    ["Someone else runs Mule on your licence. That is a matter of your contract, not of your data."],
  ),
  storage: [
    "Mount it from a secret of the platform; the installer takes it from the environment:",
    shell`rtfctl apply mule-license "$MULE_LICENSE_KEY"`,
  ],
  misuse: ["There is nothing to query: a licence is checked where it runs, not at MuleSoft."],
  beforeSteps: [],
  rotate: [
    "Ask MuleSoft's support for a new licence and tell them that the old one got out.",
    "What stays alive: the old licence, until its date.",
  ],
  consumers: [
    "Every runtime and fabric that carries it: replace it there before the old one ends, then restart.",
    shell`git grep -n -i -e muleLicense -e mule-license`,
  ],
  practice: [
    [
      "One place for it, the platform's secret store; images without it.",
      "An alarm a month before its date.",
    ],
  ],
};
