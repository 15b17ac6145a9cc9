import { shell } from "../block.ts";
import type { Explanation } from "../explanation.ts";
import { clientSecret } from "./clientSecret.ts";
import { leaks, platformUses } from "./leaks.ts";
import { organizationMisuse, organizationVariables } from "./misuse.ts";
import { cliVariables, mavenSettings } from "./storage.ts";

/** A session: it ends by itself, unless it is a refresh token. */
export const accessToken: Explanation = {
  ...clientSecret,
  what: [
    "A session on Anypoint Platform, sent as Authorization: bearer. A UUID, or a JWT whose claims begin with urn:anypoint. It comes from signing in (/accounts/login), from a connected app (/accounts/api/v2/oauth2/token), or from the browser.",
    "An access token ends with its session: 60 minutes by default, 15 to 180 by the organization's setting. A refresh token lives 90 days and makes new access tokens all the while.",
    "Not an id: organizations, environments and assets have ids of the same shape, and those are not secret.",
  ],
  leaks: leaks(
    [
      "scripts and pipelines with Authorization: bearer, ANYPOINT_BEARER, --bearer, -DauthToken=",
      "settings.xml with the user ~~~Token~~~",
      "HAR files, recorded tests and screenshots of the browser's network panel; logs that print headers",
    ],
    platformUses,
  ),
  storage: [
    "A token never needs to be stored: the program keeps the id and secret of a connected app in a store and fetches a token when it starts. In Maven the same app signs in as ~~~Client~~~.",
    ...mavenSettings,
    ...cliVariables,
  ],
  misuse: organizationMisuse,
  ...organizationVariables,
  rotate: [
    "A user's session ends by its own token; $HOME/leaked.txt holds it, so that no history does:",
    shell`
      ( read -r T < "$HOME/leaked.txt"; curl -s -o /dev/null \
        -H "Authorization: bearer $T" "https://{host}/accounts/api/logout" )`,
    "What stays alive:",
    [
      "A refresh token, when only the access token is revoked, and the other way round: revoke both.",
      "The password or client secret that the token came from: if it stands next to it, reset that first.",
      "What was made with it: users, connected apps, servers, deployments.",
    ],
  ],
  consumers: [
    "Nothing that works should depend on a token in a file: it ends within hours. If something stops, it holds a refresh token or the browser's session; give it a connected app.",
  ],
};
