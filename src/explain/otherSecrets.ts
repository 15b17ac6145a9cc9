import { shell } from "./block.ts";

/** The last section, the same for every kind of key. */
export const otherSecrets = [
  "keylatch knows these two families and nothing else. For other vendors, put secretlint and its recommended rules next to it. One command, in a repository that uses keylatch:",
  shell`
    npm install --save-dev secretlint \
      @secretlint/secretlint-rule-preset-recommend &&
      npx secretlint --init &&
      echo 'git diff --cached --name-only -z --diff-filter=d |
      xargs -0 secretlint --no-glob .secretlintrc.json' >> .husky/pre-commit`,
  "It covers keys of AWS and Google Cloud, private keys, tokens of npm, GitHub, GitLab, Slack, SendGrid, Shopify, Docker, Vault, Vercel, Figma, Linear, Notion, 1Password, Grafana, Databricks, OpenAI, Anthropic, Groq and Hugging Face, passwords in URLs and database connection strings. It reads files on disk, and looks for names and shapes. It does not know SES SMTP passwords or Anypoint; its AWS rule wants a name such as secret_access_key.",
];
