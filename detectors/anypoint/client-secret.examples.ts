import type { Examples } from "../examples.ts";
import type { Fake } from "../fake.ts";

/** Texts for `anypoint-client-secret`. */
export function examples(fake: Fake): Examples {
  const [identifier, secret] = [fake.clientId(), fake.clientSecret()];
  const basic = Buffer.from(`${identifier}:${secret}`).toString("base64");
  return {
    match: [
      {
        text: `mvn deploy -DmuleDeploy -Danypoint.platform.client_id=${identifier} -Danypoint.platform.client_secret=${secret}\n`,
        secret,
        identifier,
      },
      { text: `<ap.client_secret>${secret}</ap.client_secret>`, secret },
      { text: `-Dap.ca.client_secret=${secret}`, secret },
      { text: `client_secret = \x1b[33m${secret}\x1b[0m\n`, secret },
      { text: `Client Secret:\n${secret}\n`, secret },
      {
        text: `<http:basic-authentication username="${identifier}" password="${secret}"/>`,
        secret,
        identifier,
      },
      {
        text: `client_id=${identifier}&client_secret=${secret}&grant_type=client_credentials`,
        secret,
        identifier,
      },
      {
        text: `{"body":"{\\"client_id\\":\\"${identifier}\\",\\"client_secret\\":\\"${secret}\\"}"}`,
        secret,
        identifier,
      },
      {
        text: `{"env":{"ANYPOINT_CLIENT_ID":"${identifier}","ANYPOINT_CLIENT_SECRET":"${secret}"}}`,
        secret,
        identifier,
      },
      { text: `curl -u ${identifier}:${secret} https://example.test/api`, secret, identifier },
      { text: `Authorization: Basic ${basic}`, secret: basic, identifier },
      { text: `client_secret%3D${secret}%26x`, secret },
      { text: secret, secret },
    ],
    noMatch: [
      {
        text: `"uuid": "6000C29${fake.string("0123456789abcdef", 5)}4${fake.string("abcdef", 3)}8${fake.string("abcdef", 15)}"`,
        because: "the id of a virtual disk",
      },
      { text: `anypoint.platform.client_id=${identifier}`, because: "a client id is an identifier" },
      { text: `etag: ${secret.toLowerCase()}`, because: "hashes and ids have one case" },
      { text: `etag: ${secret.toUpperCase()}`, because: "hashes and ids have one case" },
      { text: `sha1: ${secret}0a1b2c3d`, because: "it is longer" },
      { text: `id: ${secret.slice(0, 31)}`, because: "it is shorter" },
      {
        text: `${secret.slice(0, 12)}7${secret.slice(13)}`,
        because: "it is no version 4 UUID",
      },
      { text: `doc:id="${fake.uuid()}"`, because: "UUIDs with dashes name elements" },
    ],
  };
}
