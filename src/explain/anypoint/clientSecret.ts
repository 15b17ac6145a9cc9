import { shell } from "../block.ts";
import type { Explanation } from "../explanation.ts";
import { leaks, platformUses } from "./leaks.ts";
import { clientMisuse, clientVariables } from "./misuse.ts";
import { cliVariables, mavenSettings, muleProperties } from "./storage.ts";

/** Five kinds of clients have secrets of this shape: what to do depends on where the id is listed. */
export const clientSecret: Explanation = {
  what: [
    "With its client id it signs in a program. Five things have one; where the id is listed tells which:",
    [
      "connected app: Access Management > Connected Apps. Pipelines, the CLI, Terraform, Maven.",
      "environment or business group: Access Management > Business Groups. Mule runtimes and proxies (anypoint.platform.client_id).",
      "API client application: Exchange > My applications. A consumer of your APIs.",
      "Anypoint MQ client: MQ > Client Apps.",
      "server: the answer to registering it.",
    ],
    "Anypoint makes it as 32 hexadecimal digits in random case. A connected app's secret can also be chosen by hand, and with an external identity provider (Okta, PingFederate, Entra ID) an API application's secret is the provider's.",
    'It does not expire. It is not "the Anypoint key" that encrypts data: that is the secure properties key, another kind.',
  ],
  leaks: leaks(
    [
      "Jenkinsfiles and scripts: -Danypoint.platform.client_secret=, --client_secret",
      "pom.xml (connectedAppClientSecret) and settings.xml (~~~Client~~~); MuleSoft's own page on Exchange suggests a settings.xml in the repository",
      "wrapper.conf, Dockerfiles and Helm values with -M-D flags; terraform.tfstate, in the clear",
      "settings of AI tools: .mcp.json, .cursor/mcp.json, claude_desktop_config.json",
      "Postman environments, recorded tests, local.properties",
      "config.json of anypoint-cli-v4: encrypted, but with a key that is part of the public npm package, so as good as clear text",
    ],
    [
      ...platformUses,
      "An MQ client's reads and deletes messages; an API client's calls your APIs in the name of a consumer, on its contract.",
    ],
  ),
  storage: [...muleProperties, ...mavenSettings, ...cliVariables],
  misuse: clientMisuse,
  ...clientVariables,
  rotate: [
    "A connected app can be turned off at once, without losing it:",
    shell`
      curl -sX PATCH "$H/accounts/api/connectedApplications/$CID" \
        -H "Authorization: bearer $T" -H "Content-Type: application/json" \
        -d '{"enabled": false}' -o /dev/null`,
    "The others have calls of their own (APP_ID is the application's number in Exchange):",
    shell`
      curl -sX POST -H "Authorization: bearer $T" -o "$HOME/new.json" \
        "$H/exchange/api/v2/organizations/$ORG/applications/APP_ID/secret/reset"
      MQ=$H/mq/admin/api/v1/organizations/$ORG/environments
      curl -sX POST -H "Authorization: bearer $T" -o "$HOME/new.json" \
        "$MQ/ENV_ID/clients/$CID"`,
    [
      "Environment and business group: the page is read-only, so only the API call resets them; the app needs the scope Admin Particular Organization Clients.",
      "External identity provider: reset it there.",
      "The answers carry the new secret: keep them in a file outside the repository (-o), move it to the store, delete the file.",
      "anypoint-cli-v4 cannot reset or revoke any of these.",
    ],
    "There is no overlap: none of them has two secrets at a time. Without an outage, and only if it never got out: make a second app with the same scopes or contracts, move the consumers, then disable and delete the first.",
    "What stays alive after a reset:",
    [
      "Tokens that were fetched before, until their session ends: 60 minutes by default, 15 to 180 by setting. DELETE …/revoke ends them; only after the reset, or a new one is fetched.",
      "Refresh tokens: 90 days, unless revoked.",
      "A gateway that is cut off from the control plane goes on accepting the old secret of an API client.",
      "Mule runtimes go on with cached policies, but after a restart with the old secret their APIs are blocked (503): change the secret everywhere, then restart.",
    ],
  ],
  consumers: [
    "What the platform knows, beside the addresses in the audit log:",
    shell`
      curl -s -H "Authorization: bearer $T" \
        "$H/accounts/api/connectedApplications/$CID?includeUsage=true" | jq`,
    [
      "Connected app: CI variables, settings.xml, connectedAppClientId in poms, Terraform, AI tools.",
      "Environment: anypoint.platform.client_id in wrapper.conf, CloudHub properties, Runtime Fabric, Docker.",
      "API client application: its contracts (API Manager > API > Contracts); every API there refuses it until the consumer has the new secret.",
    ],
    "Where the id stands in this repository, now and in any commit:",
    shell`
      git grep -n -F {id}
      git log --all --oneline -S {id}`,
  ],
  practice: [
    [
      "One connected app for each pipeline, acting on its own behalf (client_credentials), with the scopes it needs in the one business group and environment it needs: a reset then hurts one consumer.",
      "No secret at all: the grant jwt-bearer with public_keys, where a user's context will do.",
      "Neither the scope full nor the password grant. Users that sign in need a second factor, so automation by password ends anyway.",
      "Rotate by a second app at least once a year, and whenever someone who knew it leaves.",
      "Export the audit log (Telemetry Exporter) and alarm on Login - Token from addresses that are not your pipelines'.",
      "The root organization has a brake: its connectedApplications/settings can allow no app at all (applications_enabled).",
    ],
  ],
  references: [
    "https://docs.mulesoft.com/access-management/connected-apps-overview",
    "https://docs.mulesoft.com/access-management/audit-logging",
    "https://docs.mulesoft.com/mule-runtime/latest/secure-configuration-properties",
  ],
};

/** Id and secret in one Maven password. */
export const mavenConnectedApp: Explanation = {
  ...clientSecret,
  what: [
    "Maven signs in to Exchange and Runtime Manager with the user ~~~Client~~~ and the password ID~?~SECRET. The two halves are the client id and secret of a connected app: Access Management > Connected Apps.",
    "Whoever has it can do more than Maven does: everything the app's scopes allow, by API. It does not expire.",
    "Not a password of a user, and not encrypted: {…} would be, and only obscured at that.",
  ],
};
