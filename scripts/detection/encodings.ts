import type { Fake } from "../../detectors/fake.ts";
import { mark, type Sample, sample } from "./sample.ts";

const base64 = (text: string) => Buffer.from(text).toString("base64");
const percent = (text: string) =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");

/** Encodings of a secret, one or two layers deep; the label is around the encoded text. */
const HIDDEN: readonly (readonly [
  about: string,
  path: string,
  write: (name: string, value: string) => string,
])[] = [
  ["base64", "app.yaml", (name, value) => `${name.toLowerCase()}: ${mark(base64(value))}\n`],
  ["base64 twice", "app.yaml", (name, value) => `${name.toLowerCase()}: ${mark(base64(base64(value)))}\n`],
  [
    "base64 of a file",
    "Dockerfile",
    (name, value) => `ENV SETTINGS=${mark(base64(`A=1\n${name}=${value}\nB=2\n`))}\n`,
  ],
  [
    "base64 url-safe",
    "app.json",
    (name, value) =>
      `{"conf": "${mark(Buffer.from(JSON.stringify({ [name]: value })).toString("base64url"))}"}\n`,
  ],
  [
    "percent-encoding",
    "a.http",
    (name, value) => `GET https://acme.example/?${name}=${mark(percent(value))}\n`,
  ],
  [
    "JSON in a string",
    "a.json",
    (name, value) =>
      `${JSON.stringify({ body: JSON.stringify({ [name]: "@" }) }).replace("@", mark(value))}\n`,
  ],
  [
    "HTML entities",
    "a.html",
    (name, value) => `<pre>{&quot;${name}&quot;: &quot;${mark(value)}&quot;}</pre>\n`,
  ],
  [
    "joined strings",
    "a.js",
    (name, value) => `const ${name} = "${mark(`${value.slice(0, 12)}" + "${value.slice(12)}`)}";\n`,
  ],
];

/** Generated secrets of both families, encoded. */
export function hiddenSamples(fake: Fake): Sample[] {
  const secrets = [
    ["anypoint", "ANYPOINT_CLIENT_SECRET", fake.clientSecret()],
    ["aws-ses", "SES_SMTP_PASSWORD", fake.smtpPassword()],
    ["aws-ses", "AWS_SECRET_ACCESS_KEY", fake.secretAccessKey()],
  ] as const;
  return secrets.flatMap(([family, name, value]) => [
    ...HIDDEN.map(([about, path, write]) => sample(family, `${name}, ${about}`, path, write(name, value))),
    {
      ...sample(family, `${name}, UTF-16`, "env.ps1", `$env:${name} = "${mark(value)}"\r\n`),
      encoding: "utf16le" as const,
    },
  ]);
}
