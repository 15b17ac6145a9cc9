import * as v from "valibot";
import { renderJson } from "../../src/report/formats/json.ts";
import { ReportSchema } from "../../src/report/formats/schema.ts";
import { COMMIT, finding, KEY_ID, verdict } from "./samples.ts";

test("a report fits its schema and has the documented fields", () => {
  const report = JSON.parse(
    renderJson(
      verdict([finding({ evidence: { account: "123456789012", region: "eu-west-1", provenBy: "hmac" } })], {
        skipped: [{ path: "x", reason: "not a regular file" }],
      }),
    ),
  );
  expect(v.safeParse(ReportSchema, report).issues).toBeUndefined();
  expect(report).toMatchObject({
    version: 1,
    findings: [
      {
        detector: "aws-ses-smtp-password",
        family: "aws-ses",
        severity: "critical",
        confidence: "certain",
        path: "config/mail.env",
        line: 3,
        column: 15,
        endLine: 3,
        endColumn: 59,
        commit: null,
        fingerprint: "f1".repeat(16),
        identifier: KEY_ID,
        evidence: { account: "123456789012", region: "eu-west-1", provenBy: "hmac" },
        status: "blocking",
        remediation: { explain: "aws-ses-smtp-password" },
      },
    ],
    scanned: { commits: 0, files: 4, blobs: 4, bytes: 4200 },
    skipped: [{ path: "x", reason: "not a regular file" }],
  });
  const [{ remediation }] = report.findings;
  expect(remediation.steps[0]).toEqual({
    title: "Take it out of the commit",
    command: "git restore --staged -- config/mail.env",
  });
});

test("two findings of one credential have one way out", () => {
  const { findings } = JSON.parse(
    renderJson(
      verdict([finding({ credential: "k" }), finding({ credential: "k", fingerprint: "aa", line: 9 })]),
    ),
  );
  expect(findings[1].remediation).toEqual(findings[0].remediation);
});

test("control characters of a file name stay data and cannot reach a terminal", () => {
  const name = "a\x1b[2J\u202eb\n.env";
  const text = renderJson(verdict([finding({ path: name, commit: COMMIT })]));
  expect(text).not.toMatch(/[\x1b\u202e]/);
  expect(JSON.parse(text).findings[0].path).toBe(name);
});
