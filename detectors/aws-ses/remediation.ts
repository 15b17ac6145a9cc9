import type { Exposure, Remediation, Step } from "../detector.ts";

// Commands: https://docs.aws.amazon.com/cli/latest/reference/iam/ ; order of the steps:
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id-credentials-access-keys-update.html

/** For secrets that nobody else has: there is no hurry, so avoid an outage. */
const CALM: readonly Exposure[] = ["staged", "local", "disk"];

/** For secrets that others may have: they have to be disabled first. */
const URGENT: readonly Exposure[] = ["published"];

const LAST_USED: Step = {
  title: "See whose key it is (IAM_USER) and when it was last used",
  command: "aws iam get-access-key-last-used --access-key-id {id}",
};

const STOP_KEY: Step = {
  title: "Stop the key; everything that uses it stops too, mail included",
  command: "aws iam update-access-key --user-name {user} --access-key-id {id} --status Inactive",
  when: URGENT,
};

/** Deactivating a key does not end the sessions started with it; those of a user last up to 36 hours. */
const END_SESSIONS: Step = {
  title: "End sessions it began: deny the user everything for 36 hours",
  command: "aws iam attach-user-policy --user-name {user} --policy-arn arn:aws:iam::aws:policy/AWSDenyAll",
  when: URGENT,
};

const MISUSE: Step = {
  title: "Look for calls you do not know, in each region you use",
  command:
    'aws cloudtrail lookup-events --region {region} --lookup-attributes "AttributeKey=AccessKeyId,AttributeValue={id}" --max-items 200',
  when: URGENT,
};

/** Stores the new key without printing it: terminals keep their output. */
const NEW_KEY: Step = {
  title: "Make a new key, into a file of your own, and store it where the program reads it",
  command: "(umask 077; aws iam create-access-key --user-name {user} --output json > ~/new-key.json)",
  powershell:
    'aws iam create-access-key --user-name {user} --output json | Out-File -Encoding ascii "$HOME/new-key.json"',
  when: URGENT,
};

const DELETE_KEY: Step = {
  title: "Delete the old key when nothing uses it any more",
  command: "aws iam delete-access-key --user-name {user} --access-key-id {id}",
};

/** Replaces a key without an outage: a user may have two keys at a time. */
const ROTATE_CALMLY: readonly Step[] = [
  {
    ...NEW_KEY,
    title: "No hurry, but rotate it: make a second key, into a file of your own, and deploy it",
    when: CALM,
  },
  {
    ...STOP_KEY,
    title: "When nothing uses the old key any more, turn it off; Active undoes that",
    when: CALM,
  },
];

/** Remediation for an access key, id and secret. */
export const rotateAccessKey: Remediation = {
  summary: "with both halves, anyone can call AWS as its user; it does not expire",
  variable: "AWS_SECRET_ACCESS_KEY",
  steps: [LAST_USED, STOP_KEY, END_SESSIONS, MISUSE, NEW_KEY, ...ROTATE_CALMLY, DELETE_KEY],
};

/** Remediation for an access key id on its own. */
export const hideAccessKeyId: Remediation = {
  summary: "no secret by itself, but it names the key; the other half is often near",
  variable: "AWS_ACCESS_KEY_ID",
  steps: [{ ...LAST_USED, title: "Make sure that its secret is nowhere near; see whose key it is" }],
};

/** Remediation for an SMTP password, which is derived from a secret key and stops working with it. */
export const rotateSmtpPassword: Remediation = {
  summary: "anyone who reads it can send mail as you; it does not expire",
  variable: "SES_SMTP_PASSWORD",
  steps: [
    LAST_USED,
    { ...STOP_KEY, title: "Stop the access key behind it, and its passwords in all regions" },
    {
      title: "Look for mail you did not send",
      command: "aws ses get-send-statistics --region {region}",
      when: URGENT,
    },
    { ...NEW_KEY, title: "Make a new key, and derive the new SMTP password from it" },
    ...ROTATE_CALMLY,
    DELETE_KEY,
  ],
};

/** Remediation for temporary credentials. */
export const waitOutSession: Remediation = {
  summary: "with its id and secret it acts as a role or user, 36 hours at most",
  variable: "AWS_SESSION_TOKEN",
  steps: [
    {
      title: "See which account it belongs to",
      command: "aws sts get-access-key-info --access-key-id {id}",
      when: URGENT,
    },
    {
      title:
        "End it: IAM > Roles > the role > Revoke sessions; a user's: attach AWSDenyAll to the user for 36 hours",
      when: URGENT,
    },
    { ...MISUSE, title: "Look for calls you do not know" },
    { title: "It expires by itself; find out what wrote it to a file, and let that stop", when: CALM },
  ],
};

/** Remediation for the password of a Mail Manager ingress endpoint. */
export const changeIngressPassword: Remediation = {
  summary: "anyone who has it can feed mail into your Mail Manager ingress endpoint",
  variable: "MAIL_MANAGER_SMTP_PASSWORD",
  steps: [
    {
      title: "Find the ingress endpoint",
      command: "aws mailmanager list-ingress-points --region {region}",
    },
    {
      title: "Close it until the new password is the only one, if its mail can wait",
      command:
        "aws mailmanager update-ingress-point --region {region} --ingress-point-id {ingress} --status-to-update CLOSED",
      when: URGENT,
    },
    {
      title: "Give it a new password: SES console > Mail Manager > Ingress endpoints; best as a secret",
      when: URGENT,
    },
    {
      title: "No hurry, but change it: SES console > Mail Manager > Ingress endpoints; best as a secret",
      when: CALM,
    },
  ],
};
