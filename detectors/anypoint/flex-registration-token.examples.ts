import type { Examples } from "../examples.ts";
import type { Fake } from "../fake.ts";

/** Texts for `anypoint-flex-registration-token`. */
export function examples(fake: Fake): Examples {
  const secret = fake.uuid();
  const organization = fake.uuid();
  return {
    match: [
      {
        text: `flexctl registration create gw --token=${secret} --organization=${organization} --connected=true`,
        secret,
      },
      {
        text: `docker run --entrypoint flexctl mulesoft/flex-gateway registration create \\\n  --organization=${organization} \\\n  --token=${secret} \\\n  gw\n`,
        secret,
      },
      { text: `{"anypoint_flexgateway_registration_token": "${secret}"}`, secret },
      { text: `FLEX_GATEWAY_TOKEN=${secret}\n`, secret },
      { text: `flexctl registration create gw --organization=${organization} \\\n  -t ${secret}\n`, secret },
    ],
    noMatch: [
      { text: `flexctl registration create --organization=${organization} gw`, because: "an identifier" },
      {
        text: `flexctl registration create --token=$TOKEN --organization=${organization}`,
        because: "a reference",
      },
      { text: `gateway id: ${secret}`, because: "an identifier" },
      { text: `flexctl registration inspect\ndocker build -t ${secret} .`, because: "of another command" },
    ],
  };
}
