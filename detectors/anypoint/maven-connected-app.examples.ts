import type { Examples } from "../examples.ts";
import type { Fake } from "../fake.ts";

/** Texts for `anypoint-maven-connected-app`. */
export function examples(fake: Fake): Examples {
  const [identifier, secret, chosen] = [fake.clientId(), fake.clientSecret(), fake.password()];
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
    ],
    noMatch: [
      { text: "<password>${client.id}~?~${client.secret}</password>", because: "references" },
      { text: "<password>clientId~?~clientSecret</password>", because: "placeholders" },
      { text: "YOUR_CLIENT_ID~?~YOUR_CLIENT_SECRET", because: "placeholders" },
      { text: "{Client ID}~?~{Secret}", because: "placeholders" },
      { text: "value.split('~?~')[1]", because: "code that takes it apart" },
    ],
  };
}
