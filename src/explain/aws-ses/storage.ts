import { code } from "../block.ts";

/** Ways to send without a key. */
export const withoutKey = [
  "Best is no key at all: code that runs in AWS, or in a pipeline that AWS trusts, calls the SES API with a role. The SDK finds the role by itself; nothing is stored.",
  [
    "EC2: instance profile. ECS: task role. Lambda: execution role. EKS: Pod Identity or IRSA.",
    "GitHub Actions, GitLab CI and others with OIDC: a role that trusts the repository. Outside AWS: IAM Roles Anywhere.",
    "The role needs ses:SendEmail, limited to your From address (see Good practice).",
  ],
  "Node.js, with nodemailer 7 or later:",
  code(
    "ts",
    "// npm install nodemailer @aws-sdk/client-sesv2",
    'import { SendEmailCommand, SESv2Client } from "@aws-sdk/client-sesv2";',
    'import { createTransport } from "nodemailer";',
    "",
    "const mail = createTransport({",
    "  SES: { sesClient: new SESv2Client({}), SendEmailCommand },",
    "});",
  ),
  "GitHub Actions:",
  code(
    "yaml",
    "permissions:",
    "  id-token: write",
    "  contents: read",
    "steps:",
    "  - uses: aws-actions/configure-aws-credentials@v6",
    "    with:",
    "      role-to-assume: arn:aws:iam::111122223333:role/send-mail",
    "      aws-region: eu-west-1",
  ),
];

/** Only for SMTP. */
export const smtpNeedsKey = [
  "SMTP cannot use a role: AWS does not accept passwords derived from temporary credentials. Where it must be SMTP, keep user name and password together, as one secret, and swap them together.",
];
