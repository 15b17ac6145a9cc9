// npm install @aws-sdk/client-secrets-manager
import {
  GetSecretValueCommand,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";

export interface ConnectedApp {
  id: string;
  secret: string;
}

// No key here: the client finds the role of its task, function or runner.
const secrets = new SecretsManagerClient({});

/** The connected app. The role needs secretsmanager:GetSecretValue. */
export async function connectedApp(): Promise<ConnectedApp> {
  const { SecretString } = await secrets.send(
    new GetSecretValueCommand({ SecretId: "anypoint/ci" }),
  );
  const { client_id: id, client_secret: secret } = JSON.parse(
    SecretString ?? "{}",
  );
  if (!id || !secret) throw new Error("anypoint/ci is incomplete");
  return { id, secret };
}
