// Node reads a git-ignored .env by itself: node --env-file=.env app.js

export interface SmtpLogin {
  username: string;
  password: string;
}

/** The SES SMTP login. Fails at start-up when a part is missing. */
export function smtpLogin(): SmtpLogin {
  return {
    username: required("SES_SMTP_USERNAME"),
    password: required("SES_SMTP_PASSWORD"),
  };
}

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
}
