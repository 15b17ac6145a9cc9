import { type Block, shell } from "../block.ts";

const signInNote =
  "$ADMIN_ID is an administrator's connected app, not the leaked one; $HOME/admin.secret holds its secret without a newline at the end. Use the control plane the key belongs to: anypoint.mulesoft.com, eu1.anypoint.mulesoft.com, gov.anypoint.mulesoft.com, or a newer one under platform.mulesoft.com.";

/** For pages with `clientMisuse`: the steps use its shell variables, because they would be too long otherwise. */
export const clientVariables = {
  beforeSteps: ["$H, $ORG, $CID and $T are those of the section before this."],
  abbreviations: { "https://{host}": "$H", "{organization}": "$ORG", "{id}": "$CID" },
};

/** For pages with `organizationMisuse`. */
export const organizationVariables = {
  beforeSteps: ["$H, $ORG and $T are those of the section before this."],
  abbreviations: { "https://{host}": "$H", "{organization}": "$ORG" },
};

const limits = [
  "More than the retention: 1 year by default, 6 years in organizations of before July 2023 that never changed it, 30 days at the least.",
  "Failed logins of users that come from LDAP or OpenID Connect.",
];

const rights =
  "It needs the role Audit Log Viewer or Organization Administrator. 503 means too many calls from your address.";

/**
 * A query of the audit log.
 * @param variables assignments after that of the organization
 * @param filter members of the JSON query
 */
function auditLog(variables: string, filter: string): Block {
  return shell`
    H=https://{host} ORG={organization}${variables}
    T=$(curl -s "$H/accounts/api/v2/oauth2/token" \
      -d grant_type=client_credentials -d "client_id=$ADMIN_ID" \
      --data-urlencode "client_secret@$HOME/admin.secret" |
      jq -r .access_token)
    curl -s -H "Authorization: bearer $T" \
      -H "Content-Type: application/json" \
      "$H/audit/v2/organizations/$ORG/query?cursorPagination=true" \
      -d '{"startDate": "2026-10-01T00:00:00Z",
           "endDate": "2026-11-30T23:59:59Z",
           ${filter}"ascending": false, "limit": 200}' | jq`;
}

/** For credentials with a client id: the audit log has every token that it fetched, and the caller's address. */
export const clientMisuse = [
  signInNote,
  auditLog(" CID={id}", `"objectIds": ["'"$CID"'"], `),
  [
    "For a connected app the object is its client id. Look at Login - Token (token retrieval success and failed) and its clientIP: an address you do not know is misuse.",
    "Also: Permissions Change (scopes added), Edit, Revoke Tokens; new users, connected apps, servers, gateways and deployments.",
    "What the app did: Access Management > Audit Logs, filter by Connected App.",
    rights,
  ],
  "What this cannot show:",
  [
    ...limits,
    "Calls of an API client application: look at API Manager or Anypoint Monitoring, by client application, and at the gateway's own logs.",
    "Messages that were read from Anypoint MQ, and what was read with an environment's credentials.",
  ],
];

/** For credentials without one: everything that happened in the organization, to be looked through. */
export const organizationMisuse = [
  signInNote,
  auditLog("", ""),
  [
    "Look for addresses (clientIP) and hours that are not yours; new users, connected apps, servers, gateways, deployments; assets that were published; Permissions Change.",
    rights,
  ],
  "What this cannot show:",
  [...limits, "Which copy of a credential was used: it names the user or app, and the address."],
];
