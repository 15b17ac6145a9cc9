import { createCipheriv, pbkdf2Sync } from "node:crypto";
import type { Examples } from "../examples.ts";
import type { Fake } from "../fake.ts";

/** Texts for `anypoint-cli-config`: binary files, one character per byte. */
export function examples(fake: Fake): Examples {
  const identifier = fake.clientId();
  const config = { client_id: identifier, client_secret: fake.clientSecret(), host: "anypoint.mulesoft.com" };
  const secret = encrypted(fake, config, "anypoint-cli");
  return {
    match: [{ text: secret, secret, identifier, path: ".config/anypoint-cli-v4-nodejs/config.json" }],
    noMatch: [
      { text: encrypted(fake, config, "another key"), because: "it is encrypted with another key" },
      { text: encrypted(fake, { organization: "acme" }, "anypoint-cli"), because: "it holds no credentials" },
      { text: JSON.stringify({ organization: "acme" }), path: "config.json", because: "it is plain JSON" },
    ],
  };
}

/** What `conf` writes: IV, colon, AES-256-CBC. */
function encrypted(fake: Fake, config: object, password: string): string {
  const iv = fake.bytes(16);
  const cipher = createCipheriv("aes-256-cbc", pbkdf2Sync(password, iv.toString(), 10_000, 32, "sha512"), iv);
  const bytes = [
    iv,
    Buffer.from(":"),
    cipher.update(JSON.stringify(config, undefined, "\t")),
    cipher.final(),
  ];
  return Buffer.concat(bytes).toString("latin1");
}
