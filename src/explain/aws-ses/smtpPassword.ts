import type { Explanation } from "../explanation.ts";
import { accessKey } from "./accessKey.ts";
import { derivePassword, overlap, staysAlive } from "./rotation.ts";
import { smtpNeedsKey, withoutKey } from "./storage.ts";

/** The login that is derived from an IAM user's key. */
export const smtpPassword: Explanation = {
  ...accessKey,
  what: [
    "Logs in to email-smtp.REGION.amazonaws.com, port 587 (STARTTLS) or 465 (TLS). The user name is the access key id of an IAM user; the password is an HMAC of that user's secret key for one region: 44 characters that begin with B.",
    "Made in SES > SMTP settings > IAM SMTP credentials > Create SMTP credentials: a user ses-smtp-user.DATE in the group AWSSESSendingGroupDoNotRename, shown once. Or derived from any secret key by a script; Terraform calls it ses_smtp_password_v4. The same page offers Mail Manager SMTP, which is another thing, without an IAM key.",
    "Not the 40-character secret key, and the secret key cannot be computed from it. Not a password that can be changed: it is replaced by a new access key, and the user name changes with it. Passwords of other regions come from the same key.",
  ],
  storage: [...withoutKey, ...smtpNeedsKey],
  rotate: [...overlap, ...derivePassword, ...staysAlive],
  references: ["https://docs.aws.amazon.com/ses/latest/dg/smtp-credentials.html"],
};

/** The scheme of before 2019, without a region. */
export const oldSmtpPassword: Explanation = {
  ...smtpPassword,
  what: [
    "Logs in to email-smtp.REGION.amazonaws.com in every region: passwords made before 10 January 2019 (44 characters that begin with A) are not bound to one. The user name is the access key id of an IAM user.",
    "None have been made since; AWS asks their owners to replace them. Treat it as live: nothing says that they were revoked.",
    "Not the secret key, which cannot be computed from it, and not a password that can be changed: only a new access key replaces it.",
  ],
};
