import type { Examples } from "../examples.ts";
import type { Fake } from "../fake.ts";

/** Texts for `anypoint-maven-connected-app`. */
export function examples(fake: Fake): Examples {
  const [identifier, secret, chosen] = [fake.clientId(), fake.clientSecret(), fake.password()];
  const [signs, at] = [`${chosen},;(){&x`, `${chosen}@${fake.int(90) + 10}River`];
  return {
    match: [
      {
        text: `<server>\n  <id>anypoint-exchange-v3</id>\n  <username>~~~Client~~~</username>\n  <password>${identifier}~?~${secret}</password>\n</server>\n`,
        secret,
        identifier,
        path: "settings.xml",
      },
      { text: `EXCHANGE_PASS="${identifier}~?~${secret}"\n`, secret, identifier },
      { text: `password: ${identifier}~?~${chosen}`, secret: chosen, identifier },
      { text: `<password><![CDATA[${identifier}~?~${secret}]]></password>`, secret, identifier },
      { text: `password: ${identifier}~?~${"falcon"}`, secret: "falcon", identifier },
      // How the secret ends depends on its context.
      ...[
        ["<password>", "</password>", "settings.xml"],
        ["<password><![CDATA[", "]]></password>", "settings.xml"],
        ['password: "', '"', "a.yaml"],
        ['{\\"password\\":\\"', '\\",\\"x\\":1}', "a.json"],
        ["EXCHANGE_PASS=", "\n", ".env"],
        ["exchange.pass = ", "\r\n", "a.properties"],
        ["https://~~~Client~~~:", "@maven.anypoint.mulesoft.com/api/v3", "a.sh"],
      ].map(([before, after, path = ""]) => ({
        text: `${before}${identifier}~?~${signs}${after}`,
        secret: signs,
        identifier,
        path,
      })),
      {
        text: `curl https://~~~Client~~~:${identifier}~?~${at}@maven.anypoint.mulesoft.com/api/v3\n`,
        secret: at,
        identifier,
      },
      ...[`export P=$; mvn deploy`, `u=x&p=$&q=1`, `{p: $, b: 1}`, `($), see`, `a,$,b`].map((text) => ({
        text: text.replace("$", `${identifier}~?~${chosen}`),
        secret: chosen,
        identifier,
        path: "a.sh",
      })),
    ],
    noMatch: [
      { text: "<password>${client.id}~?~${client.secret}</password>", because: "references" },
      { text: "<password>clientId~?~clientSecret</password>", because: "placeholders" },
      { text: "YOUR_CLIENT_ID~?~YOUR_CLIENT_SECRET", because: "placeholders" },
      { text: "{Client ID}~?~{Secret}", because: "placeholders" },
      ...['"$id~?~$(cat x1)"', '"{id}~?~{secret1}"', "`${id}~?~${secret1}`"].map((text) => ({
        text,
        because: "references",
      })),
      { text: `"${identifier}~?~" + secret1`, because: "code that puts it together" },
      { text: "value.split('~?~')[1]", because: "code that takes it apart" },
    ],
  };
}
