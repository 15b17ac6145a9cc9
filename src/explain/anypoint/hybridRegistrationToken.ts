import { shell } from "../block.ts";
import type { Explanation } from "../explanation.ts";
import { leaks } from "./leaks.ts";
import { registration } from "./registration.ts";

/** The token of `amc_setup -H`. */
export const hybridRegistrationToken: Explanation = {
  ...registration,
  what: [
    "amc_setup -H TOKEN NAME adds a Mule server to an organization and environment; both are in the token. The answer holds a client id and secret, so it is a way to more.",
    "From Runtime Manager > Servers > Add Server, or anypoint-cli-v4 runtime-mgr server token.",
    "Not what a registered server uses: that one has a certificate of its own.",
  ],
  leaks: leaks(
    [
      "Dockerfiles, cloud-init, Chef and Ansible roles with amc_setup -H or MULE_ARM_TOKEN",
      "logs of the installation; READMEs that show how it was done",
    ],
    [
      "A server of theirs becomes one of yours: it is offered your applications with their properties, and receives traffic if it is put into a group.",
      "The client id and secret of the answer are used on their own.",
    ],
  ),
  rotate: [
    "Servers that were registered with the old token stay alive until they are deleted:",
    shell`
      anypoint-cli-v4 runtime-mgr server list
      anypoint-cli-v4 runtime-mgr server delete SERVER_ID`,
  ],
  consumers: [
    "Only what registers new servers: images, cloud-init, Chef and Ansible roles. Registered servers go on.",
    shell`git grep -n -F amc_setup`,
  ],
};
