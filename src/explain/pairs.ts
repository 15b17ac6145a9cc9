import type { Detector } from "../../detectors/detector.ts";

/** Two values that a store keeps together under one name, and their environment variables; or a single value. */
export interface Pair {
  /** Its name in prose. */
  readonly title: string;
  /** Its name in programs. */
  readonly type: string;
  /** Its name in a store. */
  readonly name: string;
  readonly fields: readonly string[];
  readonly variables: readonly string[];
}

/** The pair that the example programs are written for; those for other pairs are derived from them. */
export const smtpLogin: Pair = {
  title: "the SES SMTP login",
  type: "SmtpLogin",
  name: "mail/ses",
  fields: ["username", "password"],
  variables: ["SES_SMTP_USERNAME", "SES_SMTP_PASSWORD"],
};

const accessKey: Pair = {
  title: "the IAM access key",
  type: "AccessKey",
  name: "aws/iam",
  fields: ["access_key_id", "secret_access_key"],
  variables: ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"],
};

const connectedApp: Pair = {
  title: "the connected app",
  type: "ConnectedApp",
  name: "anypoint/ci",
  fields: ["client_id", "client_secret"],
  variables: ["ANYPOINT_CLIENT_ID", "ANYPOINT_CLIENT_SECRET"],
};

/** All pairs that there are programs for. */
export const pairs: readonly Pair[] = [
  smtpLogin,
  {
    title: "the Mail Manager login",
    type: "MailLogin",
    name: "mail/ingress",
    fields: ["username", "password"],
    variables: ["MAIL_MANAGER_SMTP_USERNAME", "MAIL_MANAGER_SMTP_PASSWORD"],
  },
  accessKey,
  connectedApp,
];

/** What the programs for a kind of key read: the pair that it belongs to, or the one that should replace it. */
export function pairOf({ family, remediation: { variable } }: Detector): Pair {
  const own = pairs.find(({ variables }) => variables.includes(variable));
  return own ?? (family === "anypoint" ? connectedApp : accessKey);
}

/** What is stored for a kind of key: its pair, or only the value, under the pair's name. */
export function storedOf(detector: Detector): Pair {
  const { variable } = detector.remediation;
  const pair = pairOf(detector);
  if (pair.variables.includes(variable)) return pair;
  return { ...pair, fields: [variable.toLowerCase()], variables: [variable] };
}
