import type { Examples } from "../examples.ts";
import type { Fake } from "../fake.ts";

/** Texts for `anypoint-mule-license`. */
export function examples(fake: Fake): Examples {
  const secret = fake.bytes(900).toString("base64");
  return {
    match: [
      { text: `muleLicense: ${secret}\n`, secret, path: "values.yaml" },
      { text: `MULE_LICENSE_KEY="${secret}"\n`, secret },
      { text: `rtfctl apply mule-license ${secret}\n`, secret },
      { text: secret, secret, path: "conf/muleLicenseKey.lic" },
    ],
    noMatch: [
      { text: "muleLicense: ./license.lic\n", because: "the name of a file" },
      { text: `license: ${secret}\n`, because: "nothing says that it is Mule's" },
      { text: "Licensed under the MIT licence", path: "license.lic", because: "words" },
    ],
  };
}
