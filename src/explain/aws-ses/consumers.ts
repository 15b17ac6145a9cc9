import { shell } from "../block.ts";

/** How to find what uses an access key or an SMTP password derived from it. */
export const consumers = [
  "What AWS knows; run the first twice, some minutes apart. A date that moves is a live consumer; one that stands still proves nothing.",
  shell`
    export AWS_PAGER="" K={id}
    aws iam get-access-key-last-used --access-key-id "$K"
    aws cloudtrail lookup-events --region {region} --output json \
      --lookup-attributes AttributeKey=AccessKeyId,AttributeValue="$K" \
      --query 'Events[].CloudTrailEvent' | jq -r '.[] | fromjson |
      [.sourceIPAddress, .userAgent] | @tsv' | sort | uniq -c`,
  "What the user may do, and so what else may be built on it:",
  shell`
    aws iam list-groups-for-user --user-name {user}
    aws iam list-attached-user-policies --user-name {user}
    aws iam list-user-policies --user-name {user}
    aws iam generate-service-last-accessed-details \
      --arn arn:aws:iam::{account}:user/{user} --granularity ACTION_LEVEL`,
  "Where else to look:",
  [
    "CI variables, task definitions, Lambda environments, Kubernetes secrets",
    "plugins and devices that mail: WordPress, GitLab, Supabase, monitoring, printers and scanners",
    "Terraform: aws_iam_access_key, ses_smtp_password_v4",
  ],
  "Last, the scream test: Inactive can be undone (--status Active), delete cannot. Keep the key inactive for a full business cycle (a month, if invoices are mailed monthly) before it is deleted.",
  shell`
    aws iam update-access-key --user-name {user} --access-key-id {id} \
      --status Inactive`,
];

/** Where the id, which is not secret, is in this repository. */
export const idInRepository = [
  "Where the id stands in this repository, now and in any commit:",
  shell`
    git grep -n -F {id}
    git log --all --oneline -S {id}`,
];
