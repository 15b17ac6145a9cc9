import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Fake } from "../../detectors/fake.ts";
import { detectors } from "../../detectors/index.ts";
import { stores } from "../../src/explain/choices.ts";
import { explanations } from "../../src/explain/explanations.ts";
import { makePage, type Page } from "../../src/explain/page.ts";
import { foldCommand } from "../../src/report/foldCommand.ts";
import { posix } from "../../src/report/shell/shell.ts";
import { TestRepo } from "../helpers/repo.ts";

/** Everything the pages want to be pasted into a shell, as 80 columns show it. */
const commands = new Set(
  detectors.flatMap((detector) => {
    const explanation = explanations[detector.id];
    if (explanation === undefined) return [];
    return [
      makePage(detector, explanation),
      ...stores.map((store) => makePage(detector, explanation, { store })),
    ].flatMap(commandsOf);
  }),
);

function commandsOf({ sections }: Page): string[] {
  return sections
    .flatMap(({ blocks }) => blocks)
    .flatMap((block) => {
      if (block.kind === "steps") return block.steps.flatMap(({ command }) => command ?? []);
      return block.kind === "code" && block.language === "sh" ? [block.code] : [];
    })
    .map((command) =>
      command
        .split("\n")
        .flatMap((line) => foldCommand(line, 76, posix))
        .join("\n"),
    );
}

function commandWith(text: string): string {
  const found = [...commands].find((command) => command.includes(text));
  if (found === undefined) throw new Error(`no command has ${text}`);
  return found;
}

test.each([...commands])("a POSIX shell can read: %s", (command) => {
  const { status, stderr } = spawnSync("sh", ["-n"], { input: command });
  expect(stderr.toString()).toBe("");
  expect(status).toBe(0);
});

test("no command has a comment: an interactive zsh would take it for arguments", () => {
  expect([...commands].filter((command) => /^#|\s#/m.test(command))).toEqual([]);
});

test("no command shows the secret that it makes", () => {
  for (const command of commands) {
    if (/resetSecret|secret\/reset/.test(command)) expect(command).toContain("-o ");
    if (/create-access-key/.test(command)) expect(command).toMatch(/>[\s\\]+~\/new-key\.json/);
  }
});

describe("in a scratch repository", () => {
  let repo: TestRepo;
  beforeEach(() => {
    repo = new TestRepo();
    repo.commit({ "app.ts": "const { SES_SMTP_PASSWORD } = process.env;\n", "a.yaml": "a: '![x]'\n" });
  });
  afterEach(() => repo.remove());

  const gitLines = [...new Set([...commands].flatMap((command) => command.match(/^git .*/gm) ?? []))];

  test.each(gitLines)("git understands: %s", (line) => {
    repo.write(".env.example", "");
    repo.write(".gitignore", "");
    const { code, stderr } = repo.run("sh", ["-c", line]);
    expect(stderr).toBe("");
    // 1: nothing found
    expect([0, 1]).toContain(code);
  });

  test("the variable is found in commits", () => {
    const { stdout } = repo.run("sh", [
      "-c",
      commandWith("-S SES_SMTP_PASSWORD").replace(/^keylatch.*$/m, ""),
    ]);
    expect(stdout).toMatch(/^[0-9a-f]{7,} change$/m);
  });

  test("a .env is ignored and private before anything stands in it, and its names are staged", () => {
    const { code, stderr } = repo.run("sh", ["-ec", commandWith("SES_SMTP_USERNAME=\\n")]);
    expect(stderr).toBe("");
    expect(code).toBe(0);
    expect(statSync(join(repo.dir, ".env")).mode & 0o777).toBe(0o600);
    expect(repo.git("status", "--porcelain")).toBe("A  .env.example\nA  .gitignore");
    expect(readFileSync(join(repo.dir, ".env.example"), "utf8")).toBe(
      "SES_SMTP_USERNAME=\nSES_SMTP_PASSWORD=\n",
    );
  });

  test("the SMTP login of a new key goes to Secrets Manager without being shown", () => {
    const fake = new Fake(5);
    const [id, secret] = [fake.accessKeyId(), fake.secretAccessKey()];
    const home = join(repo.base, "home");
    const key = { UserName: "u", AccessKeyId: id, SecretAccessKey: secret };
    writeFileSync(join(home, "new-key.json"), JSON.stringify({ AccessKey: key }));
    const bin = join(repo.base, "bin");
    const stored = join(repo.base, "stored");
    mkdirSync(bin);
    // Stands in for the AWS CLI: keeps what it is given.
    writeFileSync(join(bin, "aws"), `#!/bin/sh\ncat > '${stored}'\n`, { mode: 0o755 });

    const command = commandWith("SendRawEmail").replaceAll("AWS_REGION", "eu-central-1");
    const env = { PATH: `${bin}:${process.env.PATH}`, HOME: home };
    const { code, stdout, stderr } = repo.run("sh", ["-c", command], { env });
    expect([code, stdout, stderr]).toEqual([0, "", ""]);
    expect(JSON.parse(readFileSync(stored, "utf8"))).toEqual({
      username: id,
      password: fake.smtpPassword(secret, "eu-central-1"),
    });
  });
});
