import type { JudgedFinding, Verdict } from "../../src/finding.ts";
import { renderCodeQuality } from "../../src/report/formats/codeQuality.ts";
import {
  annotations,
  jsonWithoutCommands,
  withoutCommands,
} from "../../src/report/formats/workflowCommands.ts";
import { finding, verdict } from "./samples.ts";

const about = (...changes: Partial<JudgedFinding>[]): Verdict =>
  verdict(changes.map((change) => finding(change)));

test("an annotation names the place, and how to go on", () => {
  const text = annotations(
    about({ path: "config/mail.env", line: 3, column: 15, endLine: 3, endColumn: 59 }),
    "npx keylatch",
  );
  expect(text).toMatch(
    /^::error file=config\/mail\.env,line=3,endLine=3,col=15,endColumn=59,title=keylatch%3A aws-ses-smtp-password::Amazon SES SMTP password.*See npx keylatch explain aws-ses-smtp-password\n$/,
  );
});

test("a name cannot end an annotation or begin another", () => {
  const path = "a%b:c,d\r\n::error::x";
  expect(annotations(about({ path }), "npx keylatch").split("\n")).toHaveLength(2);
  expect(annotations(about({ path }), "npx keylatch")).toContain(
    "file=a%25b%3Ac%2Cd%0D%0A%3A%3Aerror%3A%3Ax,",
  );
});

test.each([
  ["blocking", "::error "],
  ["warning", "::warning "],
  ["overridden", "::notice "],
  ["allowed", "::notice "],
] as const)("what is %s is an annotation that starts with %s", (status, start) => {
  expect(annotations(about({ status }), "npx keylatch").startsWith(start)).toBe(true);
});

test("a place that is no file has no file", () => {
  expect(annotations(about({ path: "(commit message)" }), "npx keylatch")).toMatch(/^::error title=/);
});

test.each([
  ["::error::x", ": :error::x"],
  ["a\n  ::set-env name=x::y", "a\n  : :set-env name=x::y"],
  ["1 | ##vso[task.setvariable]x", "1 | # #vso[task.setvariable]x"],
  ["1 | ##[error]x", "1 | # #[error]x"],
  ["a ## title, std::string [x]", "a ## title, std::string [x]"],
])("%j is no command any more", (text, safe) => {
  expect(withoutCommands(text)).toBe(safe);
});

test("JSON stays the same data", () => {
  const json = JSON.stringify({ path: "##vso[x]" });
  expect(jsonWithoutCommands(json)).not.toContain("##");
  expect(JSON.parse(jsonWithoutCommands(json))).toEqual(JSON.parse(json));
});

test("a code quality report has what stands, each with a fingerprint of its own", () => {
  const report = JSON.parse(
    renderCodeQuality(
      about(
        { path: "a.env", line: 3 },
        { path: "a.env", line: 9 },
        { path: "b.env", severity: "low", status: "warning" },
        { path: "c.env", status: "overridden" },
      ),
    ),
  );
  expect(report).toMatchObject([
    {
      check_name: "aws-ses-smtp-password",
      severity: "blocker",
      location: { path: "a.env", lines: { begin: 3 } },
      description: expect.stringContaining("Amazon SES SMTP password"),
    },
    { location: { path: "a.env", lines: { begin: 9 } } },
    { severity: "minor", location: { path: "b.env" } },
  ]);
  expect(new Set(report.map((issue: { fingerprint: string }) => issue.fingerprint)).size).toBe(3);
});

test("a code quality report of nothing is an empty list", () => {
  expect(renderCodeQuality(about())).toBe("[]\n");
});
