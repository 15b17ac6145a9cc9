import type { Examples } from "../examples.ts";
import type { Fake } from "../fake.ts";

/** Texts for `anypoint-flex-registration-key`. */
export function examples(fake: Fake): Examples {
  const marks = ["-----BEGIN RSA PRIVATE ", "KEY-----\n", "\n-----END RSA PRIVATE ", "KEY-----\n"] as const;
  const body = fake.bytes(900).toString("base64").replace(/.{64}/g, "$&\n");
  const pem = marks[0] + marks[1] + body + marks[2] + marks[3];
  const secret = Buffer.from(pem).toString("base64");
  const registration = (key: string) =>
    `apiVersion: gateway.mulesoft.com/v1alpha1\nkind: Configuration\nspec:\n  platformConnection:\n    agentId: ${fake.uuid()}\n---\nkind: Secret\nspec:\n  tls.crt: QUJD\n  tls.key: ${key}\n`;
  return {
    match: [
      { text: registration(secret), secret, path: "registration.yaml" },
      { text: registration(`"${secret}"`), secret },
    ],
    noMatch: [
      { text: registration("${TLS_KEY}"), because: "a reference" },
      { text: `kind: Secret\ndata:\n  tls.key: ${secret}\n`, because: "another program's key" },
    ],
  };
}
