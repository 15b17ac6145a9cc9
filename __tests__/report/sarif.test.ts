import { Ajv } from "ajv";
import formats from "ajv-formats";
import { renderSarif } from "../../src/report/formats/sarif.ts";
import { COMMIT, finding, KEY_ID, verdict } from "./samples.ts";

// The schema of the OASIS standard, as @microsoft/jest-sarif ships it (MIT). It says draft 4, whose `id` is another now.
const {
  id: _id,
  $schema: _draft,
  ...schema
} = require("./sarif-schema-2.1.0.json") as Record<string, unknown>;

const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
formats.default(ajv);
const validate = ajv.compile(schema);

const everything = verdict(
  [
    finding({ evidence: { account: "123456789012", region: "eu-west-1", provenBy: "hmac" } }),
    finding({ path: "a b/ü#%.env", commit: COMMIT, exposure: "local" }),
    finding({ path: "(commit message)", commit: COMMIT, exposure: "local" }),
    finding({ path: "/outside/x.env", exposure: "disk" }),
    finding({ status: "overridden", reason: "MAIL-1: closed", record: ".keylatch/overrides/x.json" }),
    finding({ status: "allowed", inlineAllow: "test key", reason: "test key" }),
    finding({ status: "warning", severity: "low", identifier: null }),
  ],
  { skipped: [{ path: "x", reason: "not a regular file" }], notes: ["a note"] },
);

test("the log is valid SARIF 2.1.0", () => {
  const log = JSON.parse(renderSarif(everything));
  validate(log);
  expect(validate.errors).toBeNull();
});

test("so is one without findings", () => {
  expect(validate(JSON.parse(renderSarif(verdict([]))))).toBe(true);
});

test("a rule's help is for what was pushed, with names for what it cannot know", () => {
  const [run] = JSON.parse(renderSarif(verdict([]))).runs;
  const helps = (run.tool.driver.rules as { help: { markdown: string } }[]).map(({ help }) => help.markdown);
  for (const help of helps) expect(help).not.toMatch(/No hurry|\{\w+\}/);
  expect(helps.join("\n")).toContain("Audit Logs, object CLIENT_ID");
});

test("the schema is one that can refuse", () => {
  expect(validate({ version: "2.1.0", runs: [{ results: [{}] }] })).toBe(false);
});

test("a result says what, where and how sure, with the rule it belongs to", () => {
  const { runs } = JSON.parse(renderSarif(everything));
  const [run] = runs;
  expect(run.results[0]).toMatchObject({
    ruleId: "aws-ses-smtp-password",
    level: "error",
    message: { text: `Amazon SES SMTP password (${KEY_ID})` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: "config/mail.env", uriBaseId: "%SRCROOT%" },
          region: { startLine: 3, startColumn: 15, endLine: 3, endColumn: 59 },
        },
      },
    ],
    partialFingerprints: { "keylatch/v1": "f1".repeat(16) },
  });
  for (const { ruleId, ruleIndex } of run.results) expect(run.tool.driver.rules[ruleIndex].id).toBe(ruleId);
});

test("names are encoded, places that are no files are named", () => {
  const [run] = JSON.parse(renderSarif(everything)).runs;
  expect(run.results[1].locations[0].physicalLocation.artifactLocation.uri).toBe("a%20b/%C3%BC%23%25.env");
  expect(run.results[2].locations[0].logicalLocations[0].name).toBe("commit message");
});

test("what is let through is suppressed, with the reason", () => {
  const [run] = JSON.parse(renderSarif(everything)).runs;
  expect(run.results[4].suppressions).toEqual([
    { kind: "external", status: "accepted", justification: "MAIL-1: closed" },
  ]);
  expect(run.results[5].suppressions[0].kind).toBe("inSource");
});
