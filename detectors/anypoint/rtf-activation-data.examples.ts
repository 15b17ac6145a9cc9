import type { Examples } from "../examples.ts";
import type { Fake } from "../fake.ts";

/** Texts for `anypoint-rtf-activation-data`. */
export function examples(fake: Fake): Examples {
  const of = (host: string) => Buffer.from(`${host}:${fake.uuid()}`).toString("base64");
  const secret = of("anypoint.mulesoft.com");
  const european = of("eu1.anypoint.mulesoft.com");
  const own = of("anypoint.internal.example.test");
  return {
    match: [
      { text: `rtfctl install ${secret}\n`, secret },
      { text: `activationData: ${european}\n`, secret: european },
      { text: `RTF_ACTIVATION_DATA='${secret}'\n`, secret },
      { text: `activation_data = "${own}"\n`, secret: own },
    ],
    noMatch: [
      {
        text: `"auth": "${Buffer.from(`acme:${fake.uuid()}`).toString("base64")}"`,
        because: "a login elsewhere",
      },
      { text: "rtfctl install $RTF_ACTIVATION_DATA", because: "a reference" },
      { text: `https://anypoint.mulesoft.com/${fake.uuid()}`, because: "an address" },
    ],
  };
}
