import { shell } from "../block.ts";

/** What stays valid after a key was turned off. */
export const staysAlive = [
  "What stays alive when the key is Inactive or deleted:",
  [
    "Sessions made with it (GetSessionToken, GetFederationToken) live up to 36 hours. Only a deny on the user ends them; it stops the user's other key too.",
    "What was made with it: users, keys, roles, SES identities and their policies, receipt rules, in every region.",
    "A bad reputation. If AWS paused sending (EnforcementStatus is PROBATION or SHUTDOWN), fix the leak, then answer the case that AWS opened (SES > Account dashboard); no API call undoes that pause.",
  ],
  "Deny everything to the user, which ends its sessions, and lift that after 36 hours:",
  shell`
    aws iam attach-user-policy --user-name {user} \
      --policy-arn arn:aws:iam::aws:policy/AWSDenyAll
    aws iam detach-user-policy --user-name {user} \
      --policy-arn arn:aws:iam::aws:policy/AWSDenyAll`,
  "A root key cannot be limited by a policy: delete it under Security credentials of the root user.",
  "Sending can be stopped for a whole region, your own mail included; --sending-enabled lets it go on:",
  shell`
    aws sesv2 put-account-sending-attributes --no-sending-enabled \
      --region {region}`,
  "The policy AWSCompromisedKeyQuarantine, which AWS may attach after a public push, does not stop mail. Answer the support case that comes with it; do not just detach the policy.",
];

/** Two keys at the same time, so that nothing stops. Only if nobody else has the old one. */
export const overlap = [
  "Without an outage, if it never got out: a user may have two keys (inactive ones count), so make the new one, deploy it, turn the old one off, watch, and delete it.",
  shell`
    aws iam list-access-keys --user-name {user}
    (umask 077; aws iam create-access-key --user-name {user} \
      --output json > ~/new-key.json)`,
  "Terraform: terraform apply -replace=aws_iam_access_key.NAME; the state file holds the new secret too.",
];

/** Derives the SMTP login of a new key without printing it. */
export const derivePassword = [
  "The SMTP login of the new key in ~/new-key.json, derived and stored without showing it. Once for each region; the first time with create-secret --name mail/ses:",
  shell`
    node -e '
      const { createHmac } = require("node:crypto");
      const { readFileSync } = require("node:fs");
      const key = JSON.parse(readFileSync(0)).AccessKey;
      let mac = "AWS4" + key.SecretAccessKey;
      for (const part of ["11111111", process.argv[1], "ses",
          "aws4_request", "SendRawEmail"])
        mac = createHmac("sha256", mac).update(part).digest();
      const password = Buffer.concat([Buffer.of(4), mac]);
      console.log(JSON.stringify({ username: key.AccessKeyId,
        password: password.toString("base64") }));
      ' {region} < ~/new-key.json |
      aws secretsmanager put-secret-value --secret-id mail/ses \
        --secret-string file:///dev/stdin`,
  "Swap user name and password together. Test with one mail to success@simulator.amazonses.com before the old key is turned off, then delete ~/new-key.json.",
];
