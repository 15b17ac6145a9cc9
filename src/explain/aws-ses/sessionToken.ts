import { shell } from "../block.ts";
import type { Explanation } from "../explanation.ts";
import { accessKey } from "./accessKey.ts";
import { withoutKey } from "./storage.ts";

/** Temporary credentials: they expire, and until then their rights can only be denied. */
export const sessionToken: Explanation = {
  ...accessKey,
  what: [
    "One of the three parts of temporary credentials, beside an id that begins with ASIA and a secret key. AWS STS makes them for roles (EC2, ECS, Lambda, CI with OIDC, IAM Identity Center) and for users (GetSessionToken, GetFederationToken).",
    "It ends by itself: after 15 minutes to 12 hours for roles, up to 36 hours for users. Until then it can do what its role or user may do.",
    "Not something to delete or deactivate, and not good for SMTP: AWS does not accept SMTP passwords derived from temporary credentials.",
  ],
  storage: [
    ...withoutKey,
    "A session token never belongs in a file: the SDK fetches a fresh one when it needs it.",
  ],
  rotate: [
    "A role's sessions are ended by a deny on what was issued before now (ROLE is in the token's ARN):",
    shell`
      aws iam put-role-policy --role-name ROLE \
        --policy-name AWSRevokeOlderSessions --policy-document '{
          "Version": "2012-10-17",
          "Statement": [{
            "Effect": "Deny", "Action": "*", "Resource": "*",
            "Condition": {"DateLessThan": {
              "aws:TokenIssueTime": "'"$(date -u +%FT%TZ)"'"}}}]}'`,
    [
      "It hits every session of that role issued before; programs in EC2, ECS and Lambda fetch new ones by themselves or after a restart.",
      "Sessions of a user: the same document with put-user-policy. Those of GetFederationToken: a deny of everything on the user for 36 hours.",
      "Sessions of IAM Identity Center are revoked there. A service-linked role cannot carry such a policy.",
    ],
    "What stays alive: what was made with it while it lived. Look for new users, keys and SES identities, in every region.",
  ],
  references: [
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html",
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp.html",
  ],
};
