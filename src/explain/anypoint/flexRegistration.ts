import { shell } from "../block.ts";
import type { Explanation } from "../explanation.ts";
import { leaks } from "./leaks.ts";
import { registration } from "./registration.ts";

/** Flex Gateway: the token that registers one, and the private key that it then has. */
export const flexRegistration: Explanation = {
  ...registration,
  what: [
    "flexctl registration create takes a token (it lives for hours) and writes registration.yaml: a certificate, valid for about a year, and its private key (tls.key), with which a Flex Gateway connects as yours.",
    "From Runtime Manager > Flex Gateways > Add Gateway. MuleSoft calls the generated files credentials; the agent id, the organization and tls.crt in them are not secret.",
    "Not the key of your APIs' own TLS: that stands in other resources.",
  ],
  leaks: leaks(
    [
      "registration.yaml committed beside the deployment; Helm: registration.content",
      "READMEs and docker run lines with --token=; terraform.tfstate",
    ],
    [
      "A gateway of theirs connects as yours: it is handed your APIs' policies and configuration, and takes their traffic where it can be reached.",
    ],
  ),
  storage: [
    ...registration.storage,
    "registration.yaml is mounted as a secret and never committed:",
    shell`
      kubectl create secret generic flex-registration \
        --from-file=registration.yaml
      echo 'registration*.yaml' >> .gitignore`,
  ],
  beforeSteps: [],
  rotate: [
    "What stays alive: a gateway that runs with a copy. Renewing (flexctl registration renew) makes a new certificate; to be sure that the old one is out, delete the gateway in Runtime Manager.",
  ],
  consumers: [
    "Every replica that mounts this registration.yaml stops when its gateway is deleted: register the new one first, switch the deployment over, then delete.",
    shell`git grep -n -e registration.yaml -e registration.content`,
  ],
};
