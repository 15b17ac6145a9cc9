import { shell } from "../block.ts";
import type { Explanation } from "../explanation.ts";
import { clientSecret } from "./clientSecret.ts";
import { leaks } from "./leaks.ts";
import { organizationMisuse } from "./misuse.ts";
import { muleProperties } from "./storage.ts";

/** The key of the ![…] values. */
export const securePropertiesKey: Explanation = {
  ...clientSecret,
  what: [
    "A Mule application decrypts its ![…] values with it when it starts. People choose it: 16, 24 or 32 characters for AES, 4 to 56 for Blowfish. It reaches the application as a system property (-M-Dmule.key) or a property of the deployment.",
    "The encrypted values are harmless in a repository only as long as this key is not there too: both together are clear text, in every commit that has them.",
    "Not a credential of the platform: it signs in nowhere, and there is nothing to revoke. Not a place to keep other secrets either.",
  ],
  leaks: leaks(
    [
      'key="…" in the XML instead of key="${mule.key}"; a global-property; a .properties file for local runs',
      "-M-Dmule.key= in Dockerfiles, wrapper.conf, run configurations of Studio, Jenkinsfiles",
      "commands with secure-properties-tool.jar in scripts and READMEs: key and value in one line",
    ],
    [
      "Every ![…] value of the repository is decrypted offline: database passwords, client secrets, keystores. Nothing logs that.",
      "Short or guessable keys need not even leak: the name of the product or 1234567890123456 are tried first.",
    ],
  ),
  storage: muleProperties,
  misuse: [
    "Decrypting leaves no trace. What can be checked is the use of the secrets it protected: the list of ![…] names says which systems' logs to read.",
    shell`
      git grep -n -F '![' -- '*.yaml' '*.yml' '*.properties' '*.xml'`,
    "For Anypoint credentials among them:",
    ...organizationMisuse,
  ],
  beforeSteps: [],
  rotate: [
    "What stays alive: every value in old commits can be read with the old key for ever. So:",
    [
      "Change what the values protect: each password, each client secret.",
      "Then encrypt the new values with a new key. Both, or neither helps.",
      '--use-random-iv of the tool and useRandomIVs="true" in the XML go together.',
    ],
  ],
  consumers: [
    "Each deployment of the application, in each environment that shares the key: change the file and the property together, in one deployment. An application with the wrong key does not start.",
    shell`
      git grep -n -e 'secure-properties:config' -e 'mule.key'`,
  ],
  practice: [
    [
      "A key of its own for each environment, 32 random characters (openssl rand -hex 16), known to the deployment only.",
      "Hidden: secureProperties in mule-artifact.json (CloudHub), Protect value (CloudHub 2.0, Runtime Fabric).",
      "Better: a properties provider for a real store, so that the repository holds no ciphertext.",
    ],
  ],
};
