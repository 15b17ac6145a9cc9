import type { Explanation } from "../explanation.ts";
import { consumers, idInRepository } from "./consumers.ts";
import { leaks } from "./leaks.ts";
import { misuse } from "./misuse.ts";
import { practice } from "./practice.ts";
import { overlap, staysAlive } from "./rotation.ts";
import { withoutKey } from "./storage.ts";

/** The key of an IAM user: its id and its secret. */
export const accessKey: Explanation = {
  what: [
    "Used to sign calls to AWS: sending with SES, and whatever else the policies of its IAM user allow. The id (AKIA and 16 characters) names the key and is not secret by itself; the secret key (40 characters) is shown once, when it is made. Ids made since 2019 carry the account number.",
    "Made in IAM > Users > USER > Security credentials, by aws iam create-access-key, or by Terraform (aws_iam_access_key). A user has at most two. It never expires.",
    'Not specific to SES: there is no "SES key" with an account or a page of its own, and it encrypts nothing. It is not the SMTP password either, but that is derived from it, one for each region, and works only as long as it does.',
  ],
  leaks,
  storage: withoutKey,
  misuse,
  beforeSteps: [],
  abbreviations: {},
  rotate: [...overlap, ...staysAlive],
  consumers: [...consumers, ...idInRepository],
  practice,
  references: [
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html",
    "https://docs.aws.amazon.com/ses/latest/dg/control-user-access.html",
  ],
};
