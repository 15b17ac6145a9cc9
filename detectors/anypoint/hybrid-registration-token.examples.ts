import type { Examples } from "../examples.ts";
import type { Fake } from "../fake.ts";

const SAMPLE = "11111111-2222-4333-8444-555555555555";

/** Texts for `anypoint-hybrid-registration-token`. */
export function examples(fake: Fake): Examples {
  const secret = `${fake.uuid()}---${fake.string("123456789", 6)}`;
  return {
    match: [
      { text: `./amc_setup -H ${secret} server-1\n`, secret },
      { text: `RUN ./amc_setup -H "${secret}" $NAME`, secret },
      { text: `MULE_ARM_TOKEN=${secret}`, secret },
      { text: `{"data":"${secret}"}`, secret },
      { text: `https://example.com/register/${secret}/server-1`, secret },
    ],
    noMatch: [
      { text: `./amc_setup -H $TOKEN server-1`, because: "a reference" },
      { text: `${fake.uuid()} --- 12`, because: "a UUID and a line" },
      { text: `${fake.uuid()}---`, because: "no number" },
      { text: `./amc_setup -H ${SAMPLE}---12345 server-1\n`, because: "a made-up UUID" },
    ],
  };
}
