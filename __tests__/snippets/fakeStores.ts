import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type Pair, pairs } from "../../src/explain/pairs.ts";
import { VALUES } from "./pair.ts";

/** AWS Secrets Manager, Vault and Conjur, as far as the snippets need them, on one port of this machine. */
export interface FakeStores {
  readonly url: string;
  /** Variables under which a snippet finds them, and every pair of values. */
  env(): Record<string, string>;
  close(): void;
}

const ROLE = { role_id: "role", secret_id: "half" };

export async function fakeStores(): Promise<FakeStores> {
  const server: Server = createServer(async (request, response) => {
    const answer = await respond(request);
    response.writeHead(answer === undefined ? 404 : 200, { "content-type": "application/json" });
    response.end(typeof answer === "string" ? answer : JSON.stringify(answer ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, env: () => environment(url), close: () => server.close() };
}

function environment(url: string): Record<string, string> {
  return {
    ...Object.assign({}, ...pairs.map(({ variables }) => object(variables))),
    AWS_REGION: "eu-west-1",
    AWS_DEFAULT_REGION: "eu-west-1",
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_ENDPOINT_URL_SECRETS_MANAGER: url,
    VAULT_ADDR: url,
    VAULT_ROLE_ID: ROLE.role_id,
    VAULT_SECRET_ID: ROLE.secret_id,
    CONJUR_APPLIANCE_URL: url,
    CONJUR_ACCOUNT: "acme",
    CONJUR_AUTHN_LOGIN: "host/mailer",
    CONJUR_AUTHN_API_KEY: "machine",
    NO_PROXY: "127.0.0.1",
  };
}

async function respond(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString();
  const { method, url = "", headers } = request;
  if (headers["x-amz-target"] === "secretsmanager.GetSecretValue") {
    const pair = pairs.find(({ name }) => name === JSON.parse(body).SecretId);
    return pair && { Name: pair.name, SecretString: JSON.stringify(object(pair.fields)) };
  }
  if (url === "/v1/auth/approle/login") {
    const { role_id, secret_id } = JSON.parse(body);
    if (method !== "GET" && role_id === ROLE.role_id && secret_id === ROLE.secret_id)
      return { auth: { client_token: "short-lived", policies: [], lease_duration: 60 } };
    return undefined;
  }
  if (headers["x-vault-token"] === "short-lived") {
    const pair = pairs.find(({ name }) => url === `/v1/secret/data/${name}`);
    return pair && { data: { data: object(pair.fields), metadata: { version: 1 } } };
  }
  if (method === "POST" && url === `/authn/acme/${encodeURIComponent("host/mailer")}/authenticate`)
    return body === "machine" ? TOKEN : undefined;
  const variable = /^\/secrets\/acme\/variable\/([^/]+)$/.exec(url)?.[1];
  if (
    variable !== undefined &&
    headers.authorization === `Token token="${Buffer.from(TOKEN).toString("base64")}"`
  ) {
    const path = decodeURIComponent(variable);
    for (const { name, fields } of pairs)
      for (const [index, field] of fields.entries()) if (path === `${name}/${field}`) return VALUES[index];
  }
  return undefined;
}

/** What Conjur hands out: JSON with a time in it. */
const TOKEN = JSON.stringify({ protected: "p", payload: "e30=", signature: "s" });

function object(names: Pair["fields"]): Record<string, string> {
  return Object.fromEntries(names.map((name, index) => [name, VALUES[index] as string]));
}
