// No npm client is maintained; the REST API needs no more than this.
// Prefer authn-jwt or authn-iam to an API key where the platform has it.

const url = process.env.CONJUR_APPLIANCE_URL;
const account = process.env.CONJUR_ACCOUNT;

/** The SES SMTP login. */
export async function smtpLogin() {
  const login = encodeURIComponent(process.env.CONJUR_AUTHN_LOGIN ?? "");
  const key = process.env.CONJUR_AUTHN_API_KEY ?? "";
  const token = await text(
    `${url}/authn/${account}/${login}/authenticate`,
    { method: "POST", body: key },
  );
  const bearer = Buffer.from(token).toString("base64");
  const headers = { Authorization: `Token token="${bearer}"` };
  const read = (id: string) =>
    text(
      `${url}/secrets/${account}/variable/${encodeURIComponent(id)}`,
      { headers },
    );
  return {
    username: await read("mail/ses/username"),
    password: await read("mail/ses/password"),
  };
}

async function text(url: string, init: RequestInit): Promise<string> {
  const response = await fetch(url, init);
  if (!response.ok) throw new Error(`Conjur answers ${response.status}`);
  return response.text();
}
