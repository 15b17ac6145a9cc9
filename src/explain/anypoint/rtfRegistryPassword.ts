import { shell } from "../block.ts";
import type { Explanation } from "../explanation.ts";
import { leaks } from "./leaks.ts";
import { registration } from "./registration.ts";

/** The password that pulls MuleSoft's images. */
export const rtfRegistryPassword: Explanation = {
  ...registration,
  what: [
    "With its user name it pulls the images of Runtime Fabric from MuleSoft's registry (rtf-runtime-registry.kprod.msap.io). Kubernetes keeps it in the secret rtf-pull-secret.",
    "From rtfctl get registry-credentials, which takes the fabric's activation data.",
    "Not a login to Anypoint Platform, and not one to your own registry.",
  ],
  leaks: leaks(
    [
      "scripts with kubectl create secret docker-registry --docker-password=",
      "Helm values, tfvars and .env files with RTF_IMAGE_REGISTRY_PASSWORD",
    ],
    ["MuleSoft's images are pulled in your name. If it was used for other registries too, so are those."],
  ),
  storage: [
    "Let the installation fetch it and put it into the cluster, without a file in between:",
    shell`
      kubectl create secret docker-registry rtf-pull-secret \
        --docker-server=rtf-runtime-registry.kprod.msap.io \
        --docker-username="$RTF_IMAGE_REGISTRY_USERNAME" \
        --docker-password="$RTF_IMAGE_REGISTRY_PASSWORD"`,
  ],
  misuse: [
    "There is nothing to query: the registry is MuleSoft's, and its log is not shown. If the activation data leaked with it, that is the greater harm: see `keylatch explain anypoint-rtf-activation-data`.",
  ],
  beforeSteps: [],
  rotate: [
    "Ask MuleSoft's support for new registry credentials, then replace rtf-pull-secret in each cluster.",
    "What stays alive: images that were pulled.",
  ],
  consumers: [
    "Every cluster that pulls with it: new nodes cannot start a fabric's pods once it is refused.",
    shell`git grep -n -e rtf-pull-secret -e RTF_IMAGE_REGISTRY`,
  ],
};
