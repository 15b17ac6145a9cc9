// npm install @aws-sdk/client-secrets-manager
import {
  GetSecretValueCommand,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";

export interface SmtpLogin {
  username: string;
  password: string;
}

// No key here: the client finds the role of its task, function or runner.
const secrets = new SecretsManagerClient({});

/** The SES SMTP login. The role needs secretsmanager:GetSecretValue. */
export async function smtpLogin(): Promise<SmtpLogin> {
  const { SecretString } = await secrets.send(
    new GetSecretValueCommand({ SecretId: "mail/ses" }),
  );
  const { username, password } = JSON.parse(
    SecretString ?? "{}",
  );
  if (!username || !password) throw new Error("mail/ses is incomplete");
  return { username, password };
}
