import { isOwnFile } from "../../src/ownFile.ts";
import { posix } from "../../src/report/shell/posix.ts";
import { gitSteps } from "../../src/report/steps/gitSteps.ts";
import { replacement } from "../../src/report/steps/reference.ts";
import type { StepContext } from "../../src/report/steps/step.ts";
import { finding, scene, verdict } from "./samples.ts";

describe("What to write where a secret stood", () => {
  test.each([
    ["one file", ["a.sh"], 'Put "$X" in its place'],
    ["code, where quotes make it text", ["a.ts"], "Put process.env.X in place of the quoted value"],
    ["two of a kind", ["a.sh", "b/c.bash"], 'Put "$X" in its place'],
    ["two whose references differ", ["a.sh", "settings.xml"], "Read it from the environment variable X"],
    ["a program and a document", ["a.ts", "a.md"], "Read it from the environment variable X"],
  ])("is right for every file: %s", (_, paths, title) => {
    expect(replacement(paths, ["X"])).toBe(title);
  });
});

describe("What the console saves and programs sign in with", () => {
  test.each([
    "rootkey.csv",
    "keys/ses_accessKeys.csv",
    "credentials.csv",
    "postfix/sasl_passwd",
    ".netrc",
    "secrets/smtp_pass",
  ])("stays out of git: %s", (path) => {
    const findings = [finding({ path })];
    const [out, ignore, ...rest] = gitSteps({
      group: { status: "blocking", head: findings[0] as (typeof findings)[0], findings },
      verdict: verdict(findings, { scene: scene(null) }),
      variables: ["X"],
      shell: posix,
    } satisfies StepContext);
    expect(out?.command).toContain(path);
    expect(ignore?.title).toContain(`Add ${path} to .gitignore`);
    expect(ignore?.command).toContain("git rm --cached");
    expect(rest).toEqual([]);
  });

  test.each([
    "data.csv",
    "docs/credentials.md",
    "src/netrc.ts",
    "config/credentials.yml",
    "secrets/prod.yaml",
  ])("is no other file: %s", (path) => expect(isOwnFile(path)).toBe(false));
});
