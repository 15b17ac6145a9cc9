// npm install node-vault
import NodeVault from "node-vault";

export interface SmtpLogin {
  username: string;
  password: string;
}

/**
 * The SES SMTP login. The platform that starts the program hands it
 * the two halves of its AppRole.
 */
export async function smtpLogin(): Promise<SmtpLogin> {
  const vault = NodeVault({ endpoint: process.env.VAULT_ADDR });
  await vault.approleLogin({
    role_id: process.env.VAULT_ROLE_ID,
    secret_id: process.env.VAULT_SECRET_ID,
  });
  // Version 2 of the key-value engine: "data" in the path, and twice below.
  const answer = await vault.read("secret/data/mail/ses");
  const { username, password } = answer.data.data;
  if (!username || !password) throw new Error("mail/ses is incomplete");
  return { username, password };
}
