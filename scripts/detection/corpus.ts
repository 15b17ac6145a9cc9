import type { Family } from "../../detectors/detector.ts";
import { Fake, inEverySyntax } from "../../detectors/fake.ts";
import { anypointContexts } from "./anypoint.ts";
import { awsContexts } from "./aws.ts";
import { chosen } from "./chosen.ts";
import { hiddenSamples } from "./encodings.ts";
import { anypointLookAlikes, awsLookAlikes, NAMES, NO_SECRETS } from "./negatives.ts";
import { type Context, mark, type Sample, sample } from "./sample.ts";

/** File names for each syntax. */
const PATHS: Readonly<Record<string, string>> = {
  dotenv: ".env",
  shell: "env.sh",
  PowerShell: "env.ps1",
  properties: "app.properties",
  YAML: "app.yaml",
  Kubernetes: "pod.yaml",
  JSON: "app.json",
  XML: "app.xml",
  TOML: "app.toml",
  HCL: "app.tf",
  INI: "app.ini",
  Dockerfile: "Dockerfile",
  Java: "App.java",
  JavaScript: "app.js",
  TypeScript: "app.ts",
  Python: "app.py",
  PHP: "app.php",
  Go: "app.go",
  "C#": "App.cs",
  CRLF: ".env",
  no: ".env",
};

/** Names, and secrets to write under them in every syntax. */
const NAMED: readonly (readonly [Family, name: string, make: (fake: Fake) => string])[] = [
  ["anypoint", "ANYPOINT_CLIENT_SECRET", (fake) => fake.clientSecret()],
  ["anypoint", "ANYPOINT_CLIENT_SECRET", chosen],
  ["anypoint", "CONNECTED_APP_CLIENT_SECRET", chosen],
  ["anypoint", "ANYPOINT_PASSWORD", chosen],
  ["anypoint", "ANYPOINT_ACCESS_TOKEN", (fake) => fake.uuid()],
  ["aws-ses", "AWS_SECRET_ACCESS_KEY", (fake) => fake.secretAccessKey()],
  ["aws-ses", "AWS_SESSION_TOKEN", (fake) => fake.sessionToken()],
  ["aws-ses", "SES_SMTP_PASSWORD", (fake) => fake.smtpPassword()],
  ["aws-ses", "SMTP_PASSWORD", (fake) => fake.smtpPassword()],
];

/** Samples of each context. */
const ROLLS = 3;

/** A corpus of labelled files, the same for the same seed. None of its keys was ever real. */
export function corpus(seed: number): Sample[] {
  const fake = new Fake(seed);
  const rolled = (family: Family, contexts: readonly Context[]) =>
    contexts.flatMap(([path, write]) =>
      Array.from({ length: ROLLS }, () => sample(family, path, path, write(fake))),
    );
  return [
    ...rolled("anypoint", anypointContexts),
    ...rolled("aws-ses", awsContexts),
    ...NAMED.flatMap(([family, name, make]) => named(family, name, mark(make(fake)))),
    ...hiddenSamples(fake),
    ...NAMES.flatMap((name) => NO_SECRETS.map((value) => fake.pick(named(familyOf(name), name, value)))),
    ...rolled("anypoint", anypointLookAlikes),
    ...rolled("aws-ses", awsLookAlikes),
  ];
}

function named(family: Family, name: string, value: string): Sample[] {
  return inEverySyntax(name, value).map(({ syntax, text }) =>
    sample(family, `${name}, ${syntax}`, PATHS[/^[\w#]+/.exec(syntax)?.[0] as string] as string, text),
  );
}

function familyOf(name: string): Family {
  return name.startsWith("ANYPOINT") ? "anypoint" : "aws-ses";
}
