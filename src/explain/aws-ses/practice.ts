import { code, shell } from "../block.ts";

/** A user that can only send, and alarms for abuse. */
export const practice = [
  "Let the user send from one address and nothing else (send-only.json):",
  code(
    "json",
    "{",
    '  "Version": "2012-10-17",',
    '  "Statement": [',
    "    {",
    '      "Effect": "Allow",',
    '      "Action": ["ses:SendEmail", "ses:SendRawEmail"],',
    '      "Resource": "*",',
    '      "Condition": {',
    '        "StringEquals": { "ses:FromAddress": "noreply@example.com" }',
    "      }",
    "    }",
    "  ]",
    "}",
  ),
  shell`
    aws iam put-user-policy --user-name {user} --policy-name send-only \
      --policy-document file://send-only.json`,
  [
    "SMTP needs ses:SendRawEmail only, the SES API v2 ses:SendEmail. Conditions on ses:Recipients and aws:SourceIp narrow it further.",
    "One user for each application: then a rotation hurts one of them.",
    "Rotate by overlap at least once a year, and whenever someone who knew it leaves. A role needs none of this.",
    "For a whole organization, service control policies: deny iam:CreateAccessKey outside a path, and ses:PutAccountDetails to all but administrators.",
  ],
  "Alarms. AWS reviews an account at 5% bounces or 0.1% complaints, and may pause it at 10% or 0.5%:",
  shell`
    aws cloudwatch put-metric-alarm --alarm-name ses-complaints \
      --namespace AWS/SES --metric-name Reputation.ComplaintRate \
      --statistic Average --period 3600 --evaluation-periods 1 \
      --threshold 0.001 --treat-missing-data ignore \
      --comparison-operator GreaterThanOrEqualToThreshold \
      --alarm-actions TOPIC_ARN
    aws cloudwatch put-metric-alarm --alarm-name ses-sent-too-much \
      --namespace AWS/SES --metric-name Send \
      --statistic Sum --period 900 --evaluation-periods 1 \
      --threshold YOUR_PEAK --treat-missing-data notBreaching \
      --comparison-operator GreaterThanThreshold \
      --alarm-actions TOPIC_ARN
    aws accessanalyzer create-analyzer --analyzer-name unused \
      --type ACCOUNT_UNUSED_ACCESS \
      --configuration '{"unusedAccess":{"unusedAccessAge":90}}'`,
  "The alarm on Send is the fastest sign of abuse. The analyzer finds keys nobody uses; it is billed.",
];
