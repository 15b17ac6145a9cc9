import { code, shell } from "../block.ts";

/** Where a Mule application keeps secrets. */
export const muleProperties = [
  "A Mule application takes secrets from secure configuration properties: encrypted values ![…] in the repository, the key from outside. The prefix secure:: is needed for every value of that file:",
  code(
    "xml",
    '<secure-properties:config name="secure" key="${mule.key}"',
    '    file="secure-${env}.yaml">',
    '  <secure-properties:encrypt algorithm="AES" mode="CBC"',
    '      useRandomIVs="true"/>',
    "</secure-properties:config>",
    "",
    '<http:basic-authentication username="${secure::client.id}"',
    '    password="${secure::client.secret}"/>',
  ),
  "CloudHub hides properties that are named in mule-artifact.json; nobody can read them back:",
  code(
    "json",
    "{",
    '  "secureProperties": [',
    '    "anypoint.platform.client_secret", "mule.key"',
    "  ]",
    "}",
  ),
  [
    "CloudHub 2.0 and Runtime Fabric: Runtime Manager > application > Properties > Protect value, or secureProperties of the mule-maven-plugin, filled from ${env.X}.",
    "Hybrid servers do not hide them: use a properties provider there.",
    "Properties providers of MuleSoft read a store before any flow starts: Amazon Secrets Manager, HashiCorp Vault, Azure Key Vault. Conjur has a connector (cyberark/conjur-mulesoft-connector) for flows, which cannot fill ${…} of global configurations.",
    "Anypoint Secrets Manager is no place for it: it serves TLS and the platform's own services, and an application cannot read it.",
  ],
];

/** Where Maven reads it. */
export const mavenSettings = [
  "Maven, in ~/.m2/settings.xml or written by CI, never in the repository:",
  code(
    "xml",
    "<server>",
    "  <id>anypoint-exchange-v3</id>",
    "  <username>~~~Client~~~</username>",
    "  <password>",
    "    ${env.ANYPOINT_CLIENT_ID}~?~${env.ANYPOINT_CLIENT_SECRET}",
    "  </password>",
    "</server>",
  ),
  "Password encryption of Maven 3 ({…}) only obscures: its master password lies in ~/.m2/settings-security.xml.",
];

/** The environment variables of the CLI and Terraform. */
export const cliVariables = [
  "anypoint-cli-v4 and Terraform take them from the environment; nothing has to be written to a file. The second command removes a stored secret:",
  shell`
    export ANYPOINT_CLIENT_ID ANYPOINT_CLIENT_SECRET ANYPOINT_HOST={host}
    anypoint-cli-v4 conf client_secret -d`,
];
