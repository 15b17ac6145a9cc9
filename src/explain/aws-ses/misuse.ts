import { shell } from "../block.ts";

/** Queries about an access key, which cover its SMTP passwords. */
export const misuse = [
  "As an administrator, never with the leaked key. These calls change nothing.",
  shell`
    export AWS_PAGER="" K={id}
    aws sts get-access-key-info --access-key-id "$K"
    aws iam get-access-key-last-used --access-key-id "$K"
    for r in $(aws ec2 describe-regions --query 'Regions[].RegionName' \
        --output text); do
      echo "== $r"
      aws cloudtrail lookup-events --region "$r" --max-items 200 \
        --lookup-attributes AttributeKey=AccessKeyId,AttributeValue="$K" \
        --query 'Events[].[EventTime,EventSource,EventName,Username]' \
        --output table
    done`,
  "What to look for there:",
  [
    "a first look round: GetCallerIdentity, GetSendQuota, GetAccount, ListIdentities, ListServiceQuotas",
    "out of the sandbox: PutAccountDetails (in a burst over all regions), CreateCase",
    "senders of their own: CreateEmailIdentity, VerifyEmailIdentity, VerifyDomainDkim, UpdateAccountSendingEnabled, PutAccountSendingAttributes",
    "ways back in: CreateAccessKey, CreateUser, CreateLoginProfile, AttachUserPolicy, GetFederationToken, GetSessionToken",
  ],
  "What was sent, for each region you use and some you do not:",
  shell`
    aws ses get-send-statistics --region {region} --output table \
      --query 'sort_by(SendDataPoints,&Timestamp)[-96:]'
    aws sesv2 get-account --region {region} --query '{State:
      EnforcementStatus,Production:ProductionAccessEnabled,Quota:SendQuota}'
    aws sesv2 list-email-identities --region {region}
    aws cloudwatch get-metric-statistics --region {region} \
      --namespace AWS/SES --metric-name Send --statistics Sum \
      --start-time 2026-11-01T00:00:00Z --end-time 2026-11-15T00:00:00Z \
      --period 3600`,
  "What this cannot show:",
  [
    "Sent mail is not in CloudTrail's event history: no entry does not mean that no mail was sent.",
    "SES counts for the whole account and region, for 14 days. It does not say which key sent.",
    "Single messages are known only if a configuration set published events, or Virtual Deliverability Manager was on, before.",
    "The event history holds management events of 90 days, for one region a call; IAM and STS stand in us-east-1. GuardDuty reads the same events, so it does not see SMTP either.",
  ],
];
