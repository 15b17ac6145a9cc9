import type { Examples } from "../examples.ts";
import type { Fake } from "../fake.ts";

/** Texts for `anypoint-client-secret-keyed`. */
export function examples(fake: Fake): Examples {
  const secret = fake.password();
  const word = fake.pick(["maple", "falcon", "river"]);
  const identifier = fake.clientId();
  const random = fake.string("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789_-", 40);
  return {
    match: [
      { text: `anypoint.platform.client_secret=${secret}\n`, secret },
      { text: `wrapper.java.additional.21=-Danypoint.platform.client_secret=${secret}\n`, secret },
      { text: `mule -M-Danypoint.platform.client_secret=${secret} -M-Dx=y`, secret },
      {
        text: `anypoint:\n  platform:\n    client_id: ${identifier}\n    client_secret: ${secret}\n`,
        secret,
        identifier,
      },
      {
        text: `ANYPOINT_CLIENT_ID=${identifier}\nANYPOINT_CLIENT_SECRET=${random}\n`,
        secret: random,
        identifier,
      },
      { text: `<connectedAppClientSecret>${secret}</connectedAppClientSecret>`, secret },
      { text: `<anypoint-mq:connection url="x" clientId="a" clientSecret="${secret}"/>`, secret },
      { text: `anypoint-cli-v4 conf client_secret ${secret}`, secret },
      { text: `anypoint-cli-v4 runtime-mgr x --client_id a --client_secret ${secret}`, secret },
      { text: `--property "anypoint.platform.client_secret:${secret}"`, secret },
      { text: `provider "anypoint" {\n  client_secret = "${secret}"\n}\n`, secret, path: "main.tf" },
      {
        text: `{"default":{"username":"a","client_secret":"${secret}"}}`,
        secret,
        path: ".anypoint/credentials",
      },
      {
        text: `curl https://anypoint.mulesoft.com/accounts/api/v2/oauth2/token -d 'client_id=a&client_secret=${secret}'`,
        secret,
      },
      { text: `{"name":"anypoint","values":[{"key":"client_secret","value":"${secret}"}]}`, secret },
      { text: `api-catalog conf client_secret ${secret}`, secret },
      { text: `ANYPOINT_CLIENT_SECRET=${word}\n`, secret: word },
      {
        text: `anypoint.platform.client_secret ${word}\n`,
        secret: word,
        path: "a.properties",
      },
      { text: `// ANYPOINT_CLIENT_SECRET=${word}\n`, secret: word, path: "a.js" },
      { text: `@Value("\${anypoint.client-secret:${secret}}")\n`, secret, path: "A.java" },
      ...[
        `curl -u ${identifier}:${secret} https://anypoint.mulesoft.com/accounts/api/me`,
        `https://${identifier}:${secret}@anypoint.mulesoft.com/`,
      ].map((text) => ({ text, secret, identifier })),
      {
        text: `curl -u acme:${secret} https://anypoint.mulesoft.com/accounts/api/v2/oauth2/token -d grant_type=client_credentials`,
        secret,
        identifier: "acme",
      },
    ],
    noMatch: [
      { text: "ANYPOINT_CLIENT_SECRET=`cat anypoint.txt`", because: "the output of a command" },
      {
        text: JSON.stringify({
          readme: `x\n| [\`anypoint-client-secret\`](docs/x.md) | Anypoint client secret | critical |\n| [\`x\`](docs/y.md) |\n`,
        }),
        path: "package.json",
        because: "a table of kinds of keys",
      },
      { text: "ANYPOINT_CLIENT_SECRET=56ab****", because: "masked" },
      { text: "anypoint.platform.client_secret=${anypoint.secret}", because: "a reference" },
      { text: "anypoint.platform.client_secret=$CLIENT_SECRET", because: "a reference" },
      { text: "ANYPOINT_CLIENT_SECRET: ${{ secrets.ANYPOINT_CLIENT_SECRET }}", because: "a reference" },
      { text: "anypoint.platform.client_secret=<your-client-secret>", because: "a placeholder" },
      { text: "ANYPOINT_CLIENT_SECRET=CHANGEME", because: "a placeholder" },
      {
        text: `curl -u jdoe:${secret} https://anypoint.mulesoft.com/accounts/api/me`,
        because: "a user's password",
      },
      { text: 'anypoint_client_secret = await client.get("anypoint/ci")', because: "an expression" },
      { text: 'anypoint_client_secret = json.loads(answer["SecretString"])', because: "a call" },
      { text: "ANYPOINT_CLIENT_SECRET=********", because: "a masked value" },
      {
        text: "anypoint.platform.client_secret=![bm90IGEgc2VjcmV0IGF0IGFsbA==]",
        because: "an encrypted value",
      },
      { text: `google:\n  client_secret: ${secret}\n# mulesoft`, because: "of another vendor" },
      { text: `oauth:\n  client_secret: ${secret}\n`, because: "nothing says that it is Anypoint's" },
      {
        text: "const anypointClientSecret = config.anypoint.clientSecret2;",
        path: "a.ts",
        because: "names in code are no values",
      },
      {
        text: `"clientSecretExpression": "#[attributes.headers['client_secret']]" // anypoint`,
        because: "an expression",
      },
    ],
  };
}
