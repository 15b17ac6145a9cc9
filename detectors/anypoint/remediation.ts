import type { Exposure, Remediation, Step } from "../detector.ts";

// Calls and paths: https://docs.mulesoft.com/access-management/ and the OpenAPI specifications of Anypoint Platform.
// anypoint-cli-v4 can neither reset nor revoke, so the commands call the API. $T is an administrator's bearer token.

/** For secrets that others may have: they have to be disabled first. */
const PUBLISHED: readonly Exposure[] = ["published"];

/** For secrets that nobody else has, as far as git knows: there is no hurry, so avoid an outage. */
const UNPUBLISHED: readonly Exposure[] = ["staged", "local", "disk"];

const HOST = "H=https://{host}";
const BEARER = '-H "Authorization: bearer $T"';
const JSON_TYPE = '-H "Content-Type: application/json"';

/** The audit log lists every token that an app fetched, with the address of the caller. */
function audit(object: string): Step {
  return {
    title: `Look for callers you do not know: Access Management > Audit Logs, object ${object}, Client IP`,
    when: PUBLISHED,
  };
}

const APP = "A=https://{host}/accounts/api\nC=$A/connectedApplications/{id}";
const NEW_FILE = '-o "$HOME/anypoint-new.json"';

/** For connected apps, environments, business groups, API client applications and MQ clients, whose secrets look the same. */
export const rotateClientSecret: Remediation = {
  summary: "with its client id it deploys and reads applications; it does not expire",
  variable: "ANYPOINT_CLIENT_SECRET",
  steps: [
    {
      title:
        "No hurry, but rotate it: make a second app with the same scopes (Access Management > Connected Apps), move its users, then delete {id}",
      when: UNPUBLISHED,
    },
    {
      title: "Reset it ($T: an administrator's token)",
      command: `${APP}\ncurl -sX PATCH "\${C}?resetSecret=true" ${BEARER} ${JSON_TYPE} -d "{}" ${NEW_FILE}`,
      when: PUBLISHED,
    },
    {
      title: "End the sessions it opened",
      command: `curl -sX DELETE "$C/revoke" ${BEARER}`,
      when: PUBLISHED,
    },
    audit("{id}"),
    {
      title: "Its pipelines stop until they have the new one; see who uses it",
      command: 'git grep -n -F "{id}"',
      when: PUBLISHED,
    },
    {
      title: "An environment's or business group's credentials are reset by this call only",
      command: `A=https://{host}/accounts/api\nC=$A/organizations/{organization}/clients/{id}\ncurl -sX PATCH "\${C}?resetSecret=true" ${BEARER} ${JSON_TYPE} -d "{}" ${NEW_FILE}`,
      when: PUBLISHED,
    },
    {
      title:
        "An API client application is reset in Exchange > My applications, an MQ client in MQ > Client Apps",
      when: PUBLISHED,
    },
  ],
};

export const revokeToken: Remediation = {
  summary: "it acts as the user or app it was made for until it ends or is revoked",
  variable: "ANYPOINT_BEARER",
  steps: [
    {
      title: "No hurry: sign out of its session; it ends by itself after 15 to 180 minutes",
      when: UNPUBLISHED,
    },
    {
      title: "Revoke it, read from a file so that it stays out of the shell's history",
      command: `${HOST}\ncurl -s "$H/accounts/api/v2/oauth2/revoke" --data-urlencode "token@$HOME/leaked.txt" -d token_type_hint=access_token`,
      when: PUBLISHED,
    },
    {
      title:
        "A refresh token lives 90 days: Access Management > Connected Apps > Authorizations, revoke the grant",
      when: PUBLISHED,
    },
    {
      title: "Look for what was done with it: Access Management > Audit Logs, Client IP",
      when: PUBLISHED,
    },
    {
      title: "Let builds fetch a token of their own from a connected app with few scopes",
      when: PUBLISHED,
    },
  ],
};

export const resetPassword: Remediation = {
  summary: "it signs in as this person, with all that this person may do",
  variable: "ANYPOINT_PASSWORD",
  steps: [
    {
      title: "No hurry, but change it, here and where else it is used: Anypoint Platform > your profile",
      when: UNPUBLISHED,
    },
    {
      title: "Have it reset: Access Management > Users > {user} > reset password",
      when: PUBLISHED,
    },
    {
      title: "End what {user} has open: Access Management > Connected Apps > Authorizations > revoke",
      when: PUBLISHED,
    },
    audit("{user}"),
    {
      title:
        "Give the build a connected app (client_credentials, few scopes) in place of a person's password",
    },
  ],
};

/** Servers that are already registered keep working: they have certificates. */
const REPLACE_TOKEN = {
  title: "Replace it ($T: an administrator's token)",
  command: `${HOST}\ncurl -sX PATCH "$H/hybrid/api/v1/servers/registrationToken" ${BEARER} -H "X-ANYPNT-ORG-ID: {organization}" -H "X-ANYPNT-ENV-ID: ENV_ID" ${NEW_FILE}`,
};

export const replaceRegistrationToken: Remediation = {
  summary: "it adds a server to your environment, and gets a client id and secret",
  variable: "MULE_ARM_TOKEN",
  steps: [
    { ...REPLACE_TOKEN, title: "No hurry, but replace it ($T: an administrator's token)", when: UNPUBLISHED },
    { ...REPLACE_TOKEN, when: PUBLISHED },
    {
      title: "Look for servers you do not know, and delete them",
      command: "anypoint-cli-v4 runtime-mgr server list",
      when: PUBLISHED,
    },
  ],
};

export const replaceFlexRegistration: Remediation = {
  summary: "it runs a gateway as yours, which gets your API traffic and policies",
  variable: "FLEX_REGISTRATION_TOKEN",
  steps: [
    {
      title: "No hurry, but register the gateway anew, then delete this one in Runtime Manager",
      when: UNPUBLISHED,
    },
    {
      title: "Delete the gateway in Runtime Manager; look for others you do not know",
      when: PUBLISHED,
    },
    {
      title: "Register it again outside the repository; mount registration.yaml as a secret",
      command: "flexctl registration create --help",
      when: PUBLISHED,
    },
  ],
};

export const replaceActivationData: Remediation = {
  summary: "it activates a Runtime Fabric as yours, and gets registry credentials",
  variable: "RTF_ACTIVATION_DATA",
  steps: [
    {
      title: "No hurry: it dies once the fabric is activated; before that, regenerate it when you can",
      when: UNPUBLISHED,
    },
    {
      title: "Regenerate it in Runtime Manager, under Runtime Fabrics; delete a fabric you do not know",
      when: PUBLISHED,
    },
    {
      title: "Install with the new data from the environment",
      command: 'rtfctl install "$RTF_ACTIVATION_DATA"',
      powershell: 'rtfctl install "$env:RTF_ACTIVATION_DATA"',
      when: PUBLISHED,
    },
  ],
};

const REENCRYPT =
  'java -cp secure-properties-tool.jar com.mulesoft.tools.SecurePropertiesTool file encrypt AES CBC "$NEW_KEY" in.yaml out.yaml --use-random-iv';

export const reencryptProperties: Remediation = {
  summary: "it decrypts every ![…] value of the application, in old commits too",
  variable: "MULE_KEY",
  steps: [
    {
      title: "No hurry, but encrypt the properties with a new key of 16, 24 or 32 characters",
      command: REENCRYPT,
      when: UNPUBLISHED,
    },
    {
      title: "Change every password and secret it protects: old commits stay readable with it",
      when: PUBLISHED,
    },
    {
      title: "Encrypt the new values with a new key of 16, 24 or 32 characters",
      command: REENCRYPT,
      when: PUBLISHED,
    },
    {
      title: "Hand the key over at deployment, hidden: secureProperties in mule-artifact.json",
      when: PUBLISHED,
    },
  ],
};

/** For key stores, image registries and licences, which users cannot reset on the platform. */
export const replacePlatformSecret: Remediation = {
  summary: "it opens what it protects: a keystore, MuleSoft's images, a licence",
  variable: "MULE_SECRET",
  steps: [
    { title: "No hurry, but have it replaced by whoever runs the platform", when: UNPUBLISHED },
    {
      title: "Have it replaced by whoever runs the platform, then change it where it is used",
      when: PUBLISHED,
    },
  ],
};
