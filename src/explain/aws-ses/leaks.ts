/** Where SES keys leak, and how they are abused. */
export const leaks = [
  "Where they get out:",
  [
    ".env files and mail settings in a repository, or a private repository that becomes public",
    "Terraform state: it holds the secret key and the SMTP password in the clear",
    "CI logs, container layers, published packages, front-end bundles",
    "SMTP settings of WordPress, GitLab, Supabase, printers and scanners, copied by hand",
    "support tickets, chats, and what was pasted to an AI assistant",
  ],
  "What is done with it, often minutes after a public push:",
  [
    "It is tested: GetCallerIdentity, GetSendQuota, GetAccount, ListIdentities.",
    "Phishing and spam go out from your domain, signed as yours. AWS pauses your sending when bounces and complaints rise, and your own mail stops with it.",
    "With more rights than sending: production access is asked for in every region (PutAccountDetails), domains of their own are verified, receipt rules divert your incoming mail, users and keys are made to come back with.",
  ],
  "A key that may only send cannot read mail: neither what was sent nor your recipients. What its other rights allow, and what stands in the same account, is the real limit.",
];
