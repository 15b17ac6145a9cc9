import { correlate } from "../../detectors/correlate.ts";
import { detect } from "../../detectors/detect.ts";
import type { Match } from "../../detectors/detector.ts";
import { Fake, inEverySyntax } from "../../detectors/fake.ts";
import { detectors } from "../../detectors/index.ts";
import { wordsOf } from "../../detectors/signs/rules.ts";
import { allExamples } from "../helpers/allExamples.ts";

const examples = allExamples(20);

function found({ text, path }: { text: string; path?: string }): Match[] {
  return correlate([detect(text, path === undefined ? {} : { path })])[0] as Match[];
}

describe("The list of detectors", () => {
  test("has no id twice, and is in order", () => {
    const ids = detectors.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort());
  });

  test.each(detectors.map((detector) => [detector.id, detector] as const))(
    "describes %s in full",
    (id, detector) => {
      expect(id).toMatch(/^(?:aws|anypoint)(?:-[a-z0-9]+)+$/);
      expect(detector.keywords.length).toBeGreaterThan(0);
      // Other characters would be hidden by escapes that are not looked into.
      for (const word of wordsOf([detector])) expect(word).toMatch(/^[a-z0-9 .~?<>_-]{3,}$/);
      expect(detector.what).toMatch(/\.$/);
      expect(detector.leavesAlone.length).toBeGreaterThan(0);
      expect(detector.references.length).toBeGreaterThan(0);
      for (const page of detector.references) expect(page).toMatch(/^https:\/\//);
      expect(detector.remediation.steps.length).toBeGreaterThan(0);
      expect(detector.remediation.variable).toMatch(/^[A-Z][A-Z_]+$/);
      // In JSON and in an editor a step stands alone.
      for (const { title } of detector.remediation.steps) expect(title).not.toMatch(/\b(?:above|below)\b/);
      const fields = detector.remediation.steps.flatMap(
        ({ command }) => command?.match(/(?<!\$)\{\w+\}/g) ?? [],
      );
      const known = ["{id}", "{region}", "{account}", "{host}", "{user}", "{organization}", "{ingress}"];
      expect(known).toEqual(expect.arrayContaining(fields));
    },
  );
});

describe.each(detectors.map((detector) => [detector.id, detector] as const))("%s", (id) => {
  const { match, noMatch } = examples.get(id) ?? { match: [], noMatch: [] };

  test("has examples of both kinds", () => {
    expect(match.length).toBeGreaterThan(0);
    expect(noMatch.length).toBeGreaterThan(0);
  });

  test.each(match.map((example, index) => [index + 1, example] as const))(
    "finds its example %d, to the character",
    (_, example) => {
      const own = found(example).filter((one) => one.detector.id === id);
      const at = example.text.lastIndexOf(example.secret);
      expect(own.map(({ span }) => span)).toEqual([{ start: at, end: at + example.secret.length }]);
      const [only] = own as [Match];
      if (only.encodings.length === 0) {
        expect(only.value === example.text.slice(only.span.start, only.span.end)).toBe(true);
      }
      if (example.identifier !== undefined) expect(only.identifier).toBe(example.identifier);
    },
  );

  test.each(noMatch.map((example, index) => [index + 1, example.because, example] as const))(
    "leaves alone %d: %s",
    (_, __, example) => {
      expect(found(example).filter((one) => one.detector.id === id)).toHaveLength(0);
    },
  );
});

/** A value under a name, and what the text needs beside it. */
interface Named {
  readonly id: string;
  readonly name: string;
  readonly make: (fake: Fake) => string;
  readonly near?: string;
  /** The value with one character of its structure changed. */
  readonly broken?: (value: string) => string;
}

const NAMED: readonly Named[] = [
  {
    id: "aws-access-key-id",
    name: "AWS_ACCESS_KEY_ID",
    make: (fake) => fake.accessKeyId(),
    broken: (value) => `${value.slice(0, 3)}B${value.slice(4)}`,
  },
  {
    id: "aws-secret-access-key",
    name: "AWS_SECRET_ACCESS_KEY",
    make: (fake) => fake.secretAccessKey(),
    broken: (value) => `${value.slice(0, 20)}.${value.slice(21)}`,
  },
  {
    id: "aws-session-token",
    name: "AWS_SESSION_TOKEN",
    make: (fake) => fake.sessionToken(),
    broken: (value) => `i${value.slice(1)}`,
  },
  {
    id: "aws-ses-smtp-password",
    name: "SES_SMTP_PASSWORD",
    make: (fake) => fake.smtpPassword(),
    broken: (value) => `BQ${value.slice(2)}`,
  },
  {
    id: "aws-ses-smtp-password-v2",
    name: "SES_SMTP_PASSWORD",
    make: (fake) => fake.oldSmtpPassword(),
    broken: (value) => `Ab${value.slice(2)}`,
  },
  {
    id: "aws-ses-mail-manager-password",
    name: "INGRESS_SMTP_PASSWORD",
    make: (fake) => fake.password(),
    near: "k3j5h2g9f8d1.abcd.mail-manager-smtp.amazonaws.com",
  },
  {
    id: "anypoint-client-secret",
    name: "ANYPOINT_CLIENT_SECRET",
    make: (fake) => fake.clientSecret(),
    broken: (value) => `${value.slice(0, 12)}7${value.slice(13)}`.toLowerCase(),
  },
  {
    id: "anypoint-client-secret-keyed",
    name: "ANYPOINT_CLIENT_SECRET",
    make: (fake) => fake.password(),
  },
  {
    id: "anypoint-platform-password",
    name: "ANYPOINT_PASSWORD",
    make: (fake) => fake.password(),
  },
];

describe.each(NAMED.map((named) => [named.id, named] as const))("%s under its name", (id, named) => {
  const around = (text: string) => (named.near === undefined ? text : `${text}\n\n\n# ${named.near}\n`);
  const rows = inEverySyntax(named.name, named.make(new Fake(5)));

  test.each(rows.map(({ syntax, text }) => [syntax, text]))("is found in %s", (_, bare) => {
    const value = named.make(new Fake(5));
    const text = around(bare as string);
    const spans = found({ text }).filter((one) => one.detector.id === id);
    const start = text.indexOf(value);
    expect(spans.map(({ span }) => span)).toEqual([{ start, end: start + value.length }]);
  });

  const { broken } = named;
  if (broken === undefined) return; // people choose these: they have no structure
  test("is not found when one character of its structure is another", () => {
    const value = broken(named.make(new Fake(5)));
    for (const { text } of inEverySyntax(named.name, value)) {
      expect(found({ text: around(text) }).filter((one) => one.detector.id === id)).toHaveLength(0);
    }
  });
});
