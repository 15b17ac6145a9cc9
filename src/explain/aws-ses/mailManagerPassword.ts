import { shell } from "../block.ts";
import type { Explanation } from "../explanation.ts";
import { accessKey } from "./accessKey.ts";

/** The password of a Mail Manager ingress endpoint: no IAM key behind it. */
export const mailManagerPassword: Explanation = {
  ...accessKey,
  what: [
    "Logs in to an ingress endpoint of SES Mail Manager (its host ends in mail-manager-smtp.amazonaws.com). The user name is the ingress endpoint's id (inp-…), the password is chosen, 8 to 64 characters, or stands in a secret of AWS Secrets Manager.",
    "Made in SES > Mail Manager > Ingress endpoints, or SES > SMTP settings > Mail Manager SMTP.",
    "Not an IAM key: nothing in IAM turns it off, it cannot sign calls to AWS, and what it can send is decided by the traffic policy and rules behind the ingress endpoint.",
  ],
  storage: [
    "Let the ingress endpoint take its password from a secret (SecretArn), and let the application read the same secret: then nobody ever types it.",
  ],
  misuse: [
    "As an administrator. These calls change nothing.",
    shell`
      aws mailmanager list-ingress-points --region {region}
      aws mailmanager get-ingress-point --ingress-point-id INGRESS_POINT \
        --region {region}
      aws mailmanager list-archives --region {region}`,
    "What came in through it is known only if a rule of its rule set archives it.",
    [
      "CloudTrail shows who changed the ingress endpoint, not who logged in to it.",
      "SES counts mail for the account and region, not for the ingress endpoint.",
    ],
  ],
  rotate: [
    "Set another secret, and close the ingress endpoint while an old password may still be accepted:",
    shell`
      aws mailmanager update-ingress-point --region {region} \
        --ingress-point-id INGRESS_POINT \
        --ingress-point-configuration '{"SecretArn": "SECRET_ARN"}'
      aws mailmanager update-ingress-point --region {region} \
        --ingress-point-id INGRESS_POINT --status-to-update CLOSED`,
    "What stays alive: the previous password, until PreviousSmtpPasswordExpiryTimestamp in get-ingress-point. Open the ingress endpoint again (ACTIVE) after that time.",
  ],
  consumers: [
    "Everything that logs in to the ingress endpoint's host: search settings for mail-manager-smtp and for the id (inp-…). There is one password, so all of them change together.",
    shell`
      git grep -n -F mail-manager-smtp`,
  ],
  practice: [
    [
      "One ingress endpoint for each application, with a traffic policy that allows only its addresses.",
      "The password in Secrets Manager (SecretArn), rotated there.",
      "An archive rule, so that a misuse can be counted afterwards.",
    ],
  ],
  references: ["https://docs.aws.amazon.com/ses/latest/dg/eb-ingress.html"],
};
