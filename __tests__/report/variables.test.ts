import { posix } from "../../src/report/shell/shell.ts";
import { remediate } from "../../src/report/steps/remediation.ts";
import { COMMIT, finding, scene, verdict } from "./samples.ts";

const MASKED = "**…";

/** What the step beside the file says, for a secret that stands behind `before` on its line. */
function step(path: string, before: string): string {
  const mark = { start: before.length, end: before.length + MASKED.length };
  const head = finding({ path, excerpt: [{ number: 3, text: `${before}${MASKED}`, mark }] });
  const group = { head, findings: [head], status: "blocking" as const };
  return remediate(group, verdict([head]), posix).steps[1]?.title ?? "";
}

test.each([
  ["mail.env", "SES_SMTP_PASS=", "Leave SES_SMTP_PASS empty there"],
  [".env.production", 'export MAIL_PW = "', "Leave MAIL_PW empty there"],
  ["mail.env", "SMTP_URL=smtps://user:", "Leave SMTP_URL empty there"],
  ["mail.env", "# ask for ", "Leave SES_SMTP_PASSWORD empty there"],
  ["mail.env", `${MASKED}=`, "Leave SES_SMTP_PASSWORD empty there"],
  ["mail.env", "1st=", "Leave SES_SMTP_PASSWORD empty there"],
  // What a program calls its own member is no name of a variable.
  ["mail.js", "pass = ", "Put process.env.SES_SMTP_PASSWORD in place of the quoted value"],
  [
    "config/mail.json",
    '"pass": "',
    "Delete it there, and let the program read it from the environment variable",
  ],
  ["Dockerfile", "ENV PASS=", "Delete it there, and let the program read it from the environment variable"],
  ["main.tf", 'password = "', "Put var.ses_smtp_password in place of the quoted value"],
  [
    "main.tfvars",
    'password = "',
    "Delete it there, and let the program read it from the environment variable SES_SMTP_PASSWORD",
  ],
  ["mail.ipynb", '"x = ', 'Put os.environ["SES_SMTP_PASSWORD"] in its place'],
  ["Rakefile", "x = ", 'Put ENV.fetch("SES_SMTP_PASSWORD") in place of the quoted value'],
  [
    "mail.yaml",
    "x=",
    "Delete it there, and let the program read it from the environment variable SES_SMTP_PASSWORD",
  ],
])("in %s behind %s: %s", (path, before, expected) => {
  expect(step(path, before)).toContain(expected);
});

describe.each(["staged", "local"] as const)("a %s secret", (exposure) => {
  test.each([
    ["in one file", [], "empty there; the value"],
    [
      "in two files",
      ["src/mail.py"],
      "variable SES_SMTP_PASS, and take it out of src/mail.py too; the value",
    ],
    [
      "in three",
      ["src/mail.py", "a.yaml"],
      "variable SES_SMTP_PASS, and take it out of 2 other files too; the value",
    ],
  ])("%s: the step names what else is to be changed", (_, others, expected) => {
    const commit = exposure === "local" ? COMMIT : null;
    const [head, ...rest] = ["mail.env", ...others].map((path) => finding({ path, exposure, commit }));
    if (head === undefined) throw new Error("no finding");
    const findings = [head, ...rest];
    const about = verdict(
      findings,
      commit === null ? {} : { occasion: "push", scene: scene(COMMIT, { [COMMIT]: {} }) },
    );
    const { steps } = remediate({ head, findings, status: "blocking" }, about, posix);
    expect(steps.map(({ title }) => title).join("\n")).toContain(expected);
  });
});

test.each([
  ["an SMTP password", "aws-ses-smtp-password", "SES_SMTP_PASSWORD and SES_SMTP_USERNAME"],
  ["a secret key", "aws-secret-access-key", "AWS_SECRET_ACCESS_KEY and AWS_ACCESS_KEY_ID"],
])("the key id beside %s is named as keylatch fix would name it", (_, detector, expected) => {
  const head = finding({ path: "mail.yaml", detector, credential: "one" });
  const id = finding({
    path: "mail.yaml",
    detector: "aws-access-key-id",
    kind: "identifier",
    credential: "one",
  });
  const { steps } = remediate({ head, findings: [head, id], status: "blocking" }, verdict([head, id]), posix);
  expect(steps.map(({ title }) => title).join("\n")).toContain(expected);
});
