import { shell } from "../block.ts";
import type { Explanation } from "../explanation.ts";
import { leaks } from "./leaks.ts";
import { registration } from "./registration.ts";

/** Passwords in mule-agent.yml. */
export const agentPassword: Explanation = {
  ...registration,
  what: [
    "mule-agent.yml sets up the agent of a Mule server: keyStorePassword and keyStoreAliasPassword open mule-agent.jks, the certificate with which the server is known to Runtime Manager; others are for a proxy or for services that get its events.",
    "amc_setup writes the file. Values can be encrypted (![…]) with a master password, which reaches the agent in AGENT_VAR_master_password.",
    "Not a login to Anypoint Platform: a key store's password is worth something only together with the key store.",
  ],
  leaks: leaks(
    [
      "conf/ of a Mule server copied into a repository or an image, with mule-agent.jks beside it",
      "the master password in a start script or a Dockerfile",
    ],
    [
      "With mule-agent.jks: a server of theirs speaks to Runtime Manager as yours.",
      "A proxy's or service's password is used where it belongs.",
    ],
  ),
  storage: [
    "Keep mule-agent.yml out of the repository, encrypt its values, and hand the master password over in the environment of the server:",
    shell`
      echo conf/mule-agent.jks >> .gitignore
      read -rs AGENT_VAR_master_password && export AGENT_VAR_master_password`,
  ],
  beforeSteps: [],
  rotate: [
    "Change the key store's password; keytool asks for the old and the new one:",
    shell`keytool -storepasswd -keystore conf/mule-agent.jks`,
    [
      "If mule-agent.jks got out too, its certificate stays good: delete the server in Runtime Manager and register it again.",
      "A proxy's or service's password is changed at that proxy or service.",
    ],
  ],
  consumers: [
    "The one server whose conf folder it is; it has to be restarted. Look for copies of the folder:",
    shell`git ls-files '*mule-agent.yml' '*mule-agent.jks'`,
  ],
};
