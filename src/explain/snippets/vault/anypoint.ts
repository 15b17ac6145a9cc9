// npm install node-vault
import NodeVault from "node-vault";

export interface ConnectedApp {
  id: string;
  secret: string;
}

/**
 * The connected app. The platform that starts the program hands it
 * the two halves of its AppRole.
 */
export async function connectedApp(): Promise<ConnectedApp> {
  const vault = NodeVault({ endpoint: process.env.VAULT_ADDR });
  await vault.approleLogin({
    role_id: process.env.VAULT_ROLE_ID,
    secret_id: process.env.VAULT_SECRET_ID,
  });
  // Version 2 of the key-value engine: "data" in the path, and twice below.
  const answer = await vault.read("secret/data/anypoint/ci");
  const { client_id: id, client_secret: secret } = answer.data.data;
  if (!id || !secret) throw new Error("anypoint/ci is incomplete");
  return { id, secret };
}
