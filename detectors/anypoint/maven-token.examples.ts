import type { Examples } from "../examples.ts";
import type { Fake } from "../fake.ts";

const SAMPLE = "11111111-2222-4333-8444-555555555555";

/** Texts for `anypoint-maven-token`. */
export function examples(fake: Fake): Examples {
  const secret = fake.uuid();
  const jwt = fake.anypointJwt();
  return {
    match: [
      {
        text: `<server>\n  <id>exchange</id>\n  <username>~~~Token~~~</username>\n  <password>${secret}</password>\n</server>\n`,
        secret,
        path: "settings.xml",
      },
      { text: `USER='~~~Token~~~'\nPASSWORD='${secret}'\n`, secret },
      { text: `<username>~~~Token~~~</username><password>${jwt}</password>`, secret: jwt },
      {
        text: `<server><password>${secret}</password><username>~~~Token~~~</username><id>exchange</id></server>`,
        secret,
      },
    ],
    noMatch: [
      { text: "<username>~~~Token~~~</username><password>${env.TOKEN}</password>", because: "a reference" },
      {
        text: `<username>~~~Token~~~</username><password>${["01234567", "89ab", "cdef", "0123", "456789abcdef"].join("-")}</password>`,
        because: "the documentation's UUID is not version 4",
      },
      {
        text: `<username>~~~Token~~~</username><password>${SAMPLE}</password>`,
        because: "a made-up UUID",
      },
    ],
  };
}
