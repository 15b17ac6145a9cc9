import fc from "fast-check";
import { Fake, inEverySyntax } from "../../../detectors/fake.ts";
import { finders } from "../../../detectors/index.ts";
import { mayHoldKeys } from "../../../detectors/mayHoldKeys.ts";
import { checkedScanner } from "../../../detectors/signs/checkedScanner.ts";
import { kernelScanner } from "../../../detectors/signs/kernel.ts";
import { Rules, wordsOf } from "../../../detectors/signs/rules.ts";
import { views } from "../../../detectors/views.ts";

const words = wordsOf(finders);
const rules = new Rules(finders, words);
const scan = kernelScanner(words);
const close = checkedScanner(kernelScanner(words));

/** Detectors that find something in a view although the stricter tests say that they cannot. */
function missing(text: string): string[] {
  return [...views(text, undefined)].flatMap((view) => {
    const woken = new Set(rules.awake(close(view.text), undefined));
    return rules
      .awake(scan(view.text), undefined)
      .filter((detector) => !woken.has(detector) && [...detector.find(view)].length > 0)
      .map(({ id }) => id);
  });
}

const NAMES = [
  ...["AP_CLIENT_SECRET", "apClientSecret", "my.ap.client.secret", "myApCaClientSecret", "ap-client_secret"],
  ...[
    "anypoint.platform.client_secret",
    "PLATFORM_CLIENT_SECRET",
    "platformClientSecret",
    "Ap Client Secret",
  ],
  ...["MQ_CLIENT__SECRET", "mqClientSecret", "-Dap.client.secret", "-M-Dmq.client.secret", "munit.enc.key"],
  ...["MUNIT_ENCRYPTION_KEY", "aws_secret_access_key", "SMTP_PASS", "x"],
];
const AROUND = [
  "\n",
  " ",
  '"',
  "'",
  "\\n",
  "\\t",
  "%0A",
  "%3D",
  "\\u003d",
  "\\x3d",
  "=3D",
  "&#61;",
  "+",
  "-",
  ":-",
  "${SMTP_PASS-",
  "${AWS_SECRET_KEY+",
];

test("loses nothing that is found", () => {
  fc.assert(
    fc.property(
      fc.nat({ max: 1e6 }),
      fc.constantFrom(...NAMES),
      fc.constantFrom(
        ...AROUND,
        "\u001b[0m",
        "\\e[31;1m",
        " -u",
        "munit\n",
        "munit:",
        "\\nmunit ",
        "%6dunit ",
      ),
      fc.constantFrom(...AROUND, ""),
      fc.nat({ max: 4 }),
      (seed, name, before, after, kind) => {
        const fake = new Fake(seed);
        const values = [
          fake.secretAccessKey(),
          fake.smtpPassword(),
          fake.oldSmtpPassword(),
          fake.password(),
          fake.clientSecret().toLowerCase(),
        ];
        const { text } = fake.pick(inEverySyntax(name, values[kind] as string));
        for (const whole of [
          text,
          before + text,
          `${before}${values[kind]}${after}`,
          before + name + after + text,
        ])
          expect(missing(whole)).toEqual([]);
      },
    ),
    { numRuns: 1500, seed: 5 },
  );
});

test("wakes nothing for what only looks like a sign", () => {
  for (const text of [
    "The community key, and a password for the community.\n",
    "const client = map client; // the secret of the soap client_secret\n",
    "type DescribeVpcClassicLinkDnsSupportMaxRes = string; // pass\n",
    "AssociatePhoneNumbersWithVoiceConnectorGroup\n",
    "[the docs](https://developer.mozilla.org/docs/Web/API/MediaDeviceInfo/groupId)\n",
    "Schlüssel: der Gemeinde, und ihr Paßwort: keines\n",
  ])
    expect(mayHoldKeys(Buffer.from(text), "notes.txt")).toBe(false);
});
