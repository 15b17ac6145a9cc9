import { shell } from "../block.ts";
import type { Explanation } from "../explanation.ts";
import { clientSecret } from "./clientSecret.ts";
import { leaks, platformUses } from "./leaks.ts";
import { organizationMisuse, organizationVariables } from "./misuse.ts";
import { cliVariables, mavenSettings } from "./storage.ts";

/** A person's password. */
export const platformPassword: Explanation = {
  ...clientSecret,
  what: [
    "A person's password for Anypoint Platform, used by Maven, the CLI and scripts that sign in as that person. The person chose it, so it may open other doors too.",
    "Not good for automation: organizations made since May 2022 require a second factor, and the person leaves one day.",
  ],
  leaks: leaks(
    [
      "-Danypoint.password= in Jenkinsfiles and READMEs; <username> and <password> in poms and settings.xml",
      "~/.anypoint/credentials of the old CLI, in clear text, copied into images",
      "scripts that post to /accounts/login; Postman environments",
    ],
    [...platformUses, "It is tried elsewhere: mail, VPN, the code host. People use passwords twice."],
  ),
  storage: [
    "Replace it by a connected app of the pipeline's own; its id and secret go into a store. A person's password belongs in that person's password manager only.",
    ...mavenSettings,
    ...cliVariables,
  ],
  misuse: organizationMisuse,
  ...organizationVariables,
  rotate: [
    "An administrator ends the grants the person gave to apps ($ROOT is the root organization's id):",
    shell`
      G=$H/accounts/api/organizations/$ROOT/connectedApplications
      curl -sX DELETE -H "Authorization: bearer $T" \
        "$G/authorizations?user_id=USER_ID"`,
    "What stays alive after a reset:",
    [
      "Sessions that are open: up to 180 minutes; a disabled user (Access Management > Users) is out sooner.",
      "Refresh tokens of apps the person allowed: 90 days, unless the grants are revoked.",
      "The same password elsewhere. Ask; nobody else can know.",
    ],
  ],
  consumers: [
    "Every build and script that signs in as this person: CI variables, settings.xml, poms with <username>, the CLI's config. The audit log shows the addresses of the person's logins.",
  ],
};
