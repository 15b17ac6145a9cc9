import { shell } from "../block.ts";
import type { Explanation } from "../explanation.ts";
import { leaks } from "./leaks.ts";
import { registration } from "./registration.ts";

/** What makes a cluster a Runtime Fabric. */
export const rtfActivationData: Explanation = {
  ...registration,
  what: [
    "rtfctl install DATA, or activationData in the Helm values, makes a cluster a Runtime Fabric of yours. It is base64 of HOST:UUID.",
    "From Runtime Manager > Runtime Fabrics > Create. It is good until it is used or regenerated.",
    "Not encrypted: base64 hides nothing. Not needed any more by a fabric that is active.",
  ],
  leaks: leaks(
    ["Helm values, tfvars and scripts with rtfctl install; Kubernetes secrets in a repository, base64 twice"],
    [
      "A cluster of theirs becomes a Runtime Fabric of yours, where your applications and their properties are deployed to.",
      "The credentials of MuleSoft's image registry are fetched with it.",
    ],
  ),
  beforeSteps: [],
  rotate: [
    "What stays alive: a fabric that was activated with it, until it is deleted, and registry credentials that were fetched.",
  ],
  consumers: [
    "Only installations that have not run yet.",
    shell`git grep -n -e activationData -e activation_data -e rtfctl`,
  ],
};
