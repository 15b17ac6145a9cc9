import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { Fake } from "../../detectors/fake.ts";
import { mailEnv } from "../helpers/keys.ts";
import { keylatchBin, type Outcome, TestRepo } from "../helpers/repo.ts";

const { text: leak, id, secret } = mailEnv(41);
const fake = new Fake(42);
const clientSecret = fake.clientSecret();

let template: TestRepo;
let repo: TestRepo;
beforeAll(() => {
  template = new TestRepo();
  template.install();
  template.commit({ "readme.md": "hello\n", ".gitignore": "node_modules\n.env\n" });
});
afterAll(() => template.remove());
beforeEach(() => {
  repo = new TestRepo(template);
});
afterEach(() => repo.remove());

function stage(files: Readonly<Record<string, string | Buffer>>): void {
  for (const [path, content] of Object.entries(files)) repo.write(path, content);
  repo.git("add", "--", ...Object.keys(files));
}

function fix(...args: string[]): Outcome {
  const outcome = repo.keylatch("fix", ...args);
  for (const text of [outcome.stdout, outcome.stderr]) {
    expect(text).not.toContain(secret.slice(4, 14));
    expect(text).not.toContain(clientSecret.slice(4, 14));
  }
  return outcome;
}

function read(path: string): string {
  return readFileSync(join(repo.dir, path), "utf8");
}

function staged(path: string): string {
  return repo.run("git", ["show", `:${path}`]).stdout;
}

/** Index, work tree and `.env`, byte for byte. */
function state(): string {
  const files = readdirSync(repo.dir, { recursive: true, encoding: "utf8" })
    .filter((path) => !/^(?:\.git|node_modules|\.husky)(?:\/|$)/.test(path))
    .filter((path) => statSync(join(repo.dir, path)).isFile())
    .map((path) => [path, statSync(join(repo.dir, path)).mode, readFileSync(join(repo.dir, path), "base64")]);
  return JSON.stringify([repo.git("ls-files", "--stage"), files.sort()]);
}

function undoCommand({ stdout }: Outcome): string[] {
  return (/(?<=keylatch )fix --undo [0-9a-f]{8}/.exec(stdout)?.[0] ?? "no command").split(" ");
}

const JS = `export const pass = '${secret}', host = "email-smtp.eu-west-1.amazonaws.com";\n`;

test("a blocked commit goes through after the fix, and no object that it reaches holds the secret", () => {
  stage({
    "mail.env": leak,
    "src/mail.js": JS,
    "app.properties": `anypoint.client_secret=${clientSecret}\n`,
  });
  const blocked = repo.run("git", ["commit", "-m", "work"]);
  expect(blocked.code).toBe(1);
  expect(blocked.stderr).toContain("and leave a reference: npx keylatch fix\n");
  const outcome = fix("--yes");
  expect(outcome.stderr).toBe("");
  expect(outcome.code).toBe(0);
  expect(read(".env")).toBe(
    `ANYPOINT_CLIENT_SECRET=${clientSecret}\nSES_SMTP_USER=${id}\nSES_SMTP_PASS=${secret}\n`,
  );
  expect(statSync(join(repo.dir, ".env")).mode & 0o777).toBe(0o600);
  expect(read("src/mail.js")).toContain("pass = process.env.SES_SMTP_PASS, host");
  const commit = repo.run("git", ["commit", "-m", "work"]);
  expect(commit.code).toBe(0);
  expect(repo.git("status", "--porcelain")).toBe("");
  for (const value of [secret, clientSecret]) {
    expect(repo.run("git", ["grep", "--quiet", "-F", value, "HEAD"]).code).toBe(1);
    expect(repo.run("git", ["grep", "--cached", "--quiet", "-F", value]).code).toBe(1);
  }
  // What undid it is gone with the commit.
  expect(existsSync(join(repo.dir, ".git/keylatch/fix"))).toBe(false);
  expect(repo.keylatch(...undoCommand(outcome))).toMatchObject({ code: 2 });
});

test("without a terminal nothing is asked and nothing changes; the diff says what would", () => {
  stage({ "mail.env": leak });
  const before = state();
  const outcome = fix();
  expect(outcome.code).toBe(1);
  expect(outcome.stdout).toContain("-SES_SMTP_PASS=**…\n+SES_SMTP_PASS=${SES_SMTP_PASS}\n");
  expect(outcome.stdout).toContain("+++ .env (git-ignored, new, readable only by you)\n");
  expect(outcome.stdout).toContain("nothing was changed; to change the files: npx keylatch fix --yes");
  expect(outcome.stderr).toBe("");
  expect(state()).toBe(before);
  expect(JSON.parse(fix("--format", "json").stdout)).toMatchObject({
    version: 1,
    applied: false,
    undo: null,
    moved: [{ variable: "SES_SMTP_USER" }, { variable: "SES_SMTP_PASS", path: "mail.env", line: 3 }],
  });
  expect(state()).toBe(before);
});

test("the printed command undoes it exactly", () => {
  repo.write(".env", "OTHER='x'");
  chmodSync(join(repo.dir, ".env"), 0o640);
  stage({ "mail.env": leak, "run.sh": `#!/bin/sh\nrun --smtp-password '${secret}'\n` });
  chmodSync(join(repo.dir, "run.sh"), 0o755);
  repo.git("add", "run.sh");
  repo.write("mail.env", `${leak}# unstaged\n`);
  const before = state();
  const outcome = fix("--yes");
  expect(outcome.code).toBe(0);
  expect(read(".env")).toBe(`OTHER='x'\nSES_SMTP_USER=${id}\nSES_SMTP_PASS=${secret}\n`);
  expect(statSync(join(repo.dir, "run.sh")).mode & 0o777).toBe(0o755);
  expect(repo.git("ls-files", "--stage", "run.sh")).toMatch(/^100755 /);
  const [backup] = readdirSync(join(repo.dir, ".git/keylatch/fix"));
  expect(statSync(join(repo.dir, ".git/keylatch/fix", backup as string)).mode & 0o777).toBe(0o600);
  expect(repo.keylatch(...undoCommand(outcome))).toMatchObject({ code: 0, stderr: "" });
  expect(state()).toBe(before);
  expect(existsSync(join(repo.dir, ".git/keylatch/fix"))).toBe(false);
});

test("under Yarn Plug'n'Play, whose handles of files cannot do all that node's can", () => {
  const pnp = join(repo.base, "pnp.cjs");
  writeFileSync(
    pnp,
    `const files = require("node:fs/promises");
const { open } = files;
files.open = async (...given) => {
  const missing = () => { throw new Error("Method not implemented."); };
  return Object.assign(await open(...given), { sync: missing, datasync: missing, utimes: missing, readv: missing });
};\n`,
  );
  stage({ "src/mail.js": JS });
  const before = state();
  const env = { NODE_OPTIONS: `--require ${JSON.stringify(pnp)}` };
  const run = (...args: string[]) => repo.run(process.execPath, [keylatchBin(), ...args], { env });
  const fixed = run("fix", "--yes");
  expect([fixed.code, fixed.stderr]).toEqual([0, ""]);
  expect(read("src/mail.js")).toContain("process.env.SES_SMTP_PASSWORD");
  expect(run(...undoCommand(fixed)).code).toBe(0);
  expect(state()).toBe(before);
});

test("undo refuses, and changes nothing, once anything else changed", () => {
  stage({ "mail.env": leak });
  const command = undoCommand(fix("--yes"));
  const changes: [string, () => void, () => void][] = [
    [
      "mail.env",
      () => repo.write("mail.env", "x\n"),
      () => repo.git("checkout-index", "--force", "mail.env"),
    ],
    [
      ".env",
      () => repo.write(".env", `${read(".env")}MORE=1\n`),
      () => repo.write(".env", read(".env").replace("MORE=1\n", "")),
    ],
    [
      "HEAD",
      () => repo.git("commit", "-qn", "--allow-empty", "-m", "x"),
      () => repo.git("reset", "-q", "--soft", "HEAD~1"),
    ],
  ];
  for (const [what, change, back] of changes) {
    change();
    const before = state();
    const refused = repo.keylatch(...command);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain(`${what} changed since keylatch fix ran`);
    expect(state()).toBe(before);
    back();
  }
  expect(repo.keylatch(...command).code).toBe(0);
  const gone = repo.keylatch("fix", "--undo", "../../x");
  expect(gone.code).toBe(2);
  // After an undo .env is what it was before, so the values need not be there.
  expect(gone.stderr.replace(/\s+/g, " ")).toContain("Unless it was undone, the values are in .env.");
});

test("a partially staged file keeps its unstaged part, and lines that differ are left alone", () => {
  repo.commit({ "a.py": "import os\n\nx = 1\n\n\ny = 2\n" });
  stage({ "a.py": `import os\n\nSES_SMTP_PASSWORD = "${secret}"\n\n\ny = 2\n`, "b.js": JS });
  repo.write("a.py", `import os\n\nSES_SMTP_PASSWORD = "${secret}"\n\n\ny = 3  # unstaged\n`);
  repo.write("b.js", `// unstaged\n${JS.replace("host", "server")}`);
  const outcome = fix("--yes");
  expect(outcome.code).toBe(0);
  expect(staged("a.py")).toBe(
    'import os\n\nSES_SMTP_PASSWORD = os.environ["SES_SMTP_PASSWORD"]\n\n\ny = 2\n',
  );
  expect(read("a.py")).toBe(
    'import os\n\nSES_SMTP_PASSWORD = os.environ["SES_SMTP_PASSWORD"]\n\n\ny = 3  # unstaged\n',
  );
  expect(staged("b.js")).toContain("process.env.SES_SMTP_PASSWORD, host");
  expect(read("b.js")).toBe(`// unstaged\n${JS.replace("host", "server")}`);
  expect(outcome.stdout).toContain("b.js has other lines there in the work tree");
});

test.each([
  ["CRLF", (text: string) => Buffer.from(text.replaceAll("\n", "\r\n"))],
  ["a byte order mark", (text: string) => Buffer.from(`\ufeff${text}`)],
  ["no final newline", (text: string) => Buffer.from(text.trimEnd())],
  ["UTF-16, little end first", (text: string) => Buffer.from(`\ufeff${text}`, "utf16le")],
  ["UTF-16, big end first", (text: string) => Buffer.from(`\ufeff${text}`, "utf16le").swap16()],
  ["Latin-1", (text: string) => Buffer.from(`# caf\xe9 \xdf\n${text}`, "latin1")],
])("every byte outside of the edit is kept: %s", (_, encode) => {
  const text = (user: string, pass: string) =>
    `SES_SMTP_HOST=email-smtp.eu-west-1.amazonaws.com\nSES_SMTP_USER=${user}\nSES_SMTP_PASS=${pass}\n`;
  stage({ "mail.env": encode(text(id, secret)) });
  const { code, stdout } = fix("--yes");
  expect(code).toBe(0);
  expect(stdout.replaceAll(/\s+/g, " ")).toContain("node --env-file=.env,");
  expect(stdout).toContain("To keep it in a store: npx keylatch explain aws-ses-smtp-password");
  const after = encode(text("${SES_SMTP_USER}", "${SES_SMTP_PASS}"));
  expect(readFileSync(join(repo.dir, "mail.env"))).toEqual(after);
  expect(spawnSync("git", ["show", ":mail.env"], { cwd: repo.dir }).stdout).toEqual(after);
});

test("what is not sure stays, is named with what to do, and the exit code says so", () => {
  stage({ "a.json": `{"ses": {"smtp_user": "${id}", "smtp_password": "${secret}"}}\n` });
  expect(repo.keylatch("pre-commit").stderr).not.toContain("keylatch fix");
  stage({ "b.js": JS });
  const outcome = fix("--yes");
  expect(outcome.code).toBe(1);
  expect(outcome.stdout).toContain("JSON has no references to variables");
  expect(staged("b.js")).toContain("process.env.SES_SMTP_PASSWORD");
  expect(staged("a.json")).toContain(secret);
  expect(fix("--yes").code).toBe(1);
});

test("a file that holds secrets by design leaves git by the printed lines, from a subfolder too", () => {
  const manifest = `apiVersion: v1\nkind: Secret\nstringData:\n  SES_SMTP_PASSWORD: ${secret}\n`;
  stage({ "app/.netrc": `machine smtp login ${id} password ${secret}\n`, "app/k8s/secret.yaml": manifest });
  const cwd = join(repo.dir, "app");
  const { stdout } = repo.run(process.execPath, [keylatchBin(), "fix", "--yes"], { cwd });
  const said = stdout.replaceAll(/\s+/g, " ");
  expect(said).toContain("your copy stays, for kubectl apply -f ../app/k8s/secret.yaml.");
  const lines = [...new Set(said.match(/git rm --cached -- [^\s,]+/g))];
  expect(lines).toHaveLength(2);
  for (const line of lines) expect(repo.run("sh", ["-c", line], { cwd }).code).toBe(0);
  repo.write(".gitignore", "node_modules\n.env\n.netrc\nsecret.yaml\n");
  repo.git("add", "--all");
  expect(repo.run("git", ["commit", "-m", "work"]).code).toBe(0);
  expect(read("app/k8s/secret.yaml")).toBe(manifest);
});

test("what only the rest shows to be a secret is not left behind for the hook to let through", () => {
  const key = fake.secretAccessKey();
  const code = `// old: ${key}\nconst awsSecretKey = "${key}";\n`;
  stage({ "src/Mail.java": code, "app.properties": `anypoint.client_secret=${clientSecret}\n` });
  const before = state();
  const outcome = fix("--yes");
  expect(outcome.code).toBe(1);
  expect(outcome.stdout).not.toContain(key.slice(4, 14));
  expect(outcome.stdout.replace(/\s+/g, " ")).toContain(
    "nothing was changed: the hook would no longer recognize what is left at src/Mail.java:1:9,",
  );
  expect(state()).toBe(before);
  expect(JSON.parse(fix("--yes", "--format", "json").stdout)).toMatchObject({
    applied: false,
    undo: null,
    hidden: [{ path: "src/Mail.java", line: 1 }],
  });
  stage({ "src/Mail.java": code.slice(code.indexOf("\n") + 1) });
  expect(fix("--yes").code).toBe(0);
  expect(repo.run("git", ["commit", "-m", "work"]).code).toBe(0);
});

test("an earlier fix can be undone after later ones were", () => {
  stage({ "app.properties": `anypoint.client_secret=${clientSecret}\n` });
  const before = state();
  const first = fix("--yes");
  const key = fake.secretAccessKey();
  stage({ "src/Mail.java": `// old: ${key}\nconst awsSecretKey = "${key}";\n` });
  expect(fix("--yes").stdout).toContain("nothing was changed: the hook would no longer");
  repo.git("rm", "--quiet", "--force", "src/Mail.java");
  stage({ "mail.env": leak });
  const second = fix("--yes");
  expect(repo.keylatch(...undoCommand(second))).toMatchObject({ code: 0, stderr: "" });
  repo.git("rm", "--quiet", "--force", "mail.env");
  expect(repo.keylatch(...undoCommand(first))).toMatchObject({ code: 0, stderr: "" });
  expect(state()).toBe(before);
  expect(existsSync(join(repo.dir, ".git/keylatch/fix"))).toBe(false);
});

test("the id of a temporary key, which only warns by itself, does not hinder the fix of its secret", () => {
  const id = fake.accessKeyId("ASIA");
  stage({ "mail.py": `# ${id}\naws_secret_access_key = "${fake.secretAccessKey()}"\n` });
  expect(fix("--yes").code).toBe(0);
  expect(readFileSync(join(repo.dir, "mail.py"), "utf8")).toContain(id);
});

test("from a subfolder it says where a tracked .env is", () => {
  stage({ "app/b.js": JS });
  repo.write(".env", "A=1\n");
  repo.git("add", "--force", ".env");
  const cwd = join(repo.dir, "app");
  const { stdout } = repo.run(process.execPath, [keylatchBin(), "fix", "--yes"], { cwd });
  const [command = "no command"] = /git rm --cached -- [^,]*/.exec(stdout.replaceAll(/\s+/g, " ")) ?? [];
  expect(repo.run("sh", ["-c", command], { cwd }).code).toBe(0);
});

test("paths limit it, from a subfolder too; a mistyped one is an error", () => {
  stage({ "app/mail.env": leak, "b.js": JS });
  const cwd = join(repo.dir, "app");
  const run = (...args: string[]) => repo.run(process.execPath, [keylatchBin(), "fix", ...args], { cwd });
  expect(run("--yes", "nowhere").code).toBe(2);
  const { storing, notes } = JSON.parse(run("--store", "vault", "--format", "json").stdout);
  expect(notes).toEqual([
    { text: expect.stringContaining("Docker compose puts variables into app/mail.env;") },
  ]);
  expect(storing[0].posix).toContain("readFileSync('../.env','utf8')");
  expect(run("--yes", "mail.env").code).toBe(0);
  expect(staged("app/mail.env")).not.toContain(secret);
  expect(read("app/mail.env")).not.toContain(secret);
  expect(staged("b.js")).toContain(secret);
  expect(existsSync(join(repo.dir, ".env"))).toBe(true);
  const rest = run("--yes");
  expect(rest.code).toBe(0);
  expect(rest.stdout.replaceAll(/\s+/g, " ")).toContain("node --env-file=../.env,");
  expect(rest.stdout).not.toContain("puts variables into");
  const shell = /^ {4}(set -a; .*)$/m.exec(rest.stdout)?.[1] as string;
  expect(repo.run("sh", ["-c", `${shell}; sh -c 'echo "$SES_SMTP_PASS"'`], { cwd }).stdout).toBe(
    `${secret}\n`,
  );
  expect(read("b.js")).toContain("process.env.SES_SMTP_PASS,");
});

test("one value has one variable; another value of that name gets a number", () => {
  const other = mailEnv(43);
  repo.write(".env", `# mine\r\nSES_SMTP_PASS=taken\r\nexport KNOWN="${other.secret}"\r\n`);
  stage({ "a.env": leak, "b.js": JS, "c.env": other.text.replace("SES_SMTP_USER", "SES_USER") });
  expect(fix("--yes").code).toBe(0);
  expect(read(".env")).toBe(
    `# mine\r\nSES_SMTP_PASS=taken\r\nexport KNOWN="${other.secret}"\r\nSES_SMTP_USER=${id}\r\nSES_SMTP_PASS_2=${secret}\r\nSES_USER=${other.id}\r\n`,
  );
  expect(read("b.js")).toContain("process.env.SES_SMTP_PASS_2,");
  expect(read("c.env")).toContain("SES_SMTP_PASS=${KNOWN}");
});

test("where nothing ignores .env, the line for it is added and staged", () => {
  repo.commit({ ".gitignore": "node_modules" });
  repo.write(".gitignore", "node_modules\nmine\n");
  stage({ "mail.env": leak });
  const outcome = fix("--yes");
  expect(outcome.code).toBe(0);
  expect(outcome.stdout).toContain("+/.env\n");
  expect(staged(".gitignore")).toBe("node_modules\n/.env\n");
  expect(read(".gitignore")).toBe("node_modules\nmine\n/.env\n");
  expect(repo.git("check-ignore", ".env")).toBe(".env");
  repo.keylatch(...undoCommand(outcome));
  expect(read(".gitignore")).toBe("node_modules\nmine\n");
  expect(staged(".gitignore")).toBe("node_modules");
});

test("a .env in git is refused, with the way out", () => {
  repo.write(".env", leak);
  repo.git("add", "--force", ".env");
  stage({ "b.js": JS });
  const before = state();
  const outcome = fix("--yes");
  expect(outcome.code).toBe(1);
  expect(outcome.stdout.replace(/\s+/g, " ")).toContain("git rm --cached -- .env");
  expect(state()).toBe(before);
});

test("the first commit of a repository, and a linked worktree", () => {
  const fresh = new TestRepo();
  fresh.write("mail.env", leak);
  fresh.git("add", ".");
  const first = fresh.keylatch("fix", "--yes");
  expect(first.code).toBe(0);
  expect(fresh.git("ls-files")).toBe(".gitignore\nmail.env");
  expect(fresh.keylatch(...undoCommand(first)).code).toBe(0);
  expect(fresh.git("ls-files")).toBe("mail.env");
  expect(readdirSync(fresh.dir).sort()).toEqual([".git", "mail.env"]);
  fresh.remove();

  const tree = join(repo.base, "tree");
  repo.git("worktree", "add", "--quiet", tree);
  writeFileSync(join(tree, "mail.env"), leak);
  repo.run("git", ["add", "mail.env"], { cwd: tree });
  const linked = repo.run(process.execPath, [keylatchBin(), "fix", "--yes"], { cwd: tree });
  expect(linked.code).toBe(0);
  expect(readFileSync(join(tree, ".env"), "utf8")).toContain(secret);
  expect(existsSync(join(repo.dir, ".env"))).toBe(false);
});

test("nothing is written through a symbolic link", () => {
  const outside = join(repo.base, "outside");
  mkdirSync(outside);
  stage({ "dir/mail.env": leak });
  renameSync(join(repo.dir, "dir"), join(outside, "dir"));
  symlinkSync(join(outside, "dir"), join(repo.dir, "dir"));
  expect(fix("--yes").stdout).toContain("is behind a symbolic link");
  expect(readFileSync(join(outside, "dir/mail.env"), "utf8")).toBe(leak);
  expect(staged("dir/mail.env")).not.toContain(secret);

  writeFileSync(join(outside, "env"), "");
  repo.run("rm", [".env"]);
  symlinkSync(join(outside, "env"), join(repo.dir, ".env"));
  stage({ "b.js": JS });
  const outcome = fix("--yes");
  expect(outcome.code).toBe(1);
  expect(readFileSync(join(outside, "env"), "utf8")).toBe("");
  expect(staged("b.js")).toContain(secret);
});

test("a failure half-way is undone, and an interrupted fix can be", () => {
  stage({ "mail.env": leak });
  const before = state();
  repo.write(".git/index.lock", "");
  const failed = fix("--yes");
  expect(failed.code).toBe(2);
  expect(failed.stderr).toContain("index.lock");
  repo.run("rm", [".git/index.lock"]);
  expect(state()).toBe(before);
  expect(existsSync(join(repo.dir, ".git/keylatch/fix"))).toBe(false);

  const command = undoCommand(fix("--yes"));
  // As if the work tree had not been come to.
  repo.write("mail.env", leak);
  expect(repo.keylatch(...command).code).toBe(0);
  expect(state()).toBe(before);
});

test("what a person let through stays as it is", () => {
  stage({ "mail.env": leak.replace(secret, `${secret} # keylatch:allow used up test account`), "b.js": JS });
  expect(fix("--yes").code).toBe(0);
  expect(staged("mail.env")).toContain(secret);
  expect(staged("b.js")).not.toContain(secret);
});

test.each([["--all"], ["app.properties"]])(
  "what `git commit %s` took has to be staged before it can be fixed",
  (how) => {
    repo.commit({ "app.properties": "a=1\n", other: "1\n" });
    repo.write("app.properties", `anypoint.client_secret=${clientSecret}\n`);
    repo.write("other", "2\n");
    repo.git("add", "other");
    const commit = () => repo.run("git", ["commit", "-m", "work", how]);
    const { stderr } = commit();
    expect(stderr).toContain("\n  git add -- app.properties && npx keylatch fix\n");
    expect(stderr).not.toMatch(/&& git commit$/m);
    repo.git("reset", "--quiet");
    const before = fix("--yes");
    expect(before.stdout).toContain("nothing is staged");
    expect(before.code).toBe(0);
    repo.git("add", "--", "app.properties");
    fix("--yes");
    expect(commit().code).toBe(0);
  },
);

test("nothing staged that blocks: nothing to fix", () => {
  stage({ "app.properties": "a=1\n" });
  const outcome = fix("--yes");
  expect(outcome).toMatchObject({ code: 0, stderr: "" });
  expect(outcome.stdout).toContain("nothing to fix");
});

describe("the printed commands put the values where they belong, and show none", () => {
  /** Programs that keep what they are given: their arguments, then their standard input. */
  const FAKE = '#!/bin/sh\nname=$(basename "$0")\n{ printf "%s\\n" "$@"; cat; } >> "$KEPT/$name"\n';

  function runPrinted(commands: readonly string[], programs: readonly string[]): Record<string, string> {
    const bin = join(repo.base, "bin");
    const kept = join(repo.base, "kept");
    for (const folder of [bin, kept]) mkdirSync(folder, { recursive: true });
    for (const name of programs) writeFileSync(join(bin, name), FAKE, { mode: 0o755 });
    writeFileSync(join(bin, "conjur"), "#!/bin/sh\necho 'Authorization: x'\n", { mode: 0o755 });
    const env = {
      PATH: `${bin}:${process.env.PATH}`,
      KEPT: kept,
      CONJUR_APPLIANCE_URL: "https://c",
      CONJUR_ACCOUNT: "a",
    };
    for (const command of commands) {
      const outcome = repo.run("sh", ["-c", command], { env });
      expect(outcome).toEqual({ code: 0, stdout: "", stderr: "" });
    }
    return Object.fromEntries(programs.map((name) => [name, readFileSync(join(kept, name), "utf8")]));
  }

  test.each([
    ["aws-secrets-manager", "aws", `\n{"username":"${id}","password":"${secret}"}`],
    ["vault", "vault", `\n{"username":"${id}","password":"${secret}"}`],
    ["conjur", "curl", `variable/mail%2Fses%2Fpassword\n${secret}`],
  ])("%s", (store, program, ending) => {
    // By their kinds, as the examples of explain have them.
    stage({
      "a.js": `const h = "email-smtp.eu-west-1.amazonaws.com", o = { smtp_user: "${id}", pass: "${secret}" };\n`,
    });
    const { storing } = JSON.parse(fix("--yes", "--store", store, "--format", "json").stdout);
    const commands = storing.map(({ posix }: { posix: string }) => posix);
    const kept = runPrinted(commands, [program])[program] as string;
    expect(kept.slice(-ending.length)).toBe(ending);
  });

  test("GitHub, Mule, and one command for each Secret of Kubernetes and each chart of Helm", () => {
    const key = mailEnv(44).secret;
    repo.write(".env", `MULE_KEY=${key}\n`);
    const variables = (indent: string) =>
      Object.entries({ SMTP_USER: id, SMTP_PASSWORD: secret })
        .map(([name, value]) => `${indent}- name: ${name}\n${indent}  value: ${value}\n`)
        .join("");
    stage({
      ".github/workflows/a.yml": `env:\n  ANYPOINT_CLIENT_SECRET: ${clientSecret}\n`,
      "src/main/mule/a.xml": `<mule xmlns="http://www.mulesoft.org/schema/mule/core"><global-property name="p" value="\${secure::x}"/><c clientSecret="${clientSecret}"/></mule>\n`,
      "app/my chart/Chart.yaml": "name: a\n",
      "app/my chart/values.yaml": `mail:\n  ses-login:\n    username: ${id}\n    password: ${secret}\nmule:\n  client_secret: ${clientSecret}\n`,
      "k8s.yaml": `apiVersion: v1\nkind: Pod\nmetadata:\n  name: mailer\nspec:\n  containers:\n    - env:\n${variables("        ")}`,
    });
    const cwd = join(repo.dir, "app");
    const args = [keylatchBin(), "fix", "--yes", "--format", "json"];
    const { notes } = JSON.parse(repo.run(process.execPath, args, { cwd }).stdout);
    const commands: string[] = notes.map(({ command }: { command: string }) => command);
    expect(commands).toHaveLength(4);
    const here = commands.map((command) => `cd app && { ${command}; }`);
    const kept = runPrinted(here, ["gh", "helm", "java", "kubectl"]);
    expect(kept.java?.endsWith(`AES\nCBC\n${key}\n${clientSecret}\n`)).toBe(true);
    expect(kept.gh).toBe(`secret\nset\nANYPOINT_CLIENT_SECRET\n${clientSecret}`);
    const [options, values] = kept.helm?.split("\n-\n") ?? [];
    expect(options).toBe("upgrade\n--install\nRELEASE\n../app/my chart\n--values");
    expect(JSON.parse(values ?? "")).toEqual({
      mail: { "ses-login": { username: id, password: secret } },
      mule: { client_secret: clientSecret },
    });
    const [made, patch] =
      kept.kubectl?.split("patch\nsecret\nmailer-secrets\n--patch-file=/dev/stdin\n") ?? [];
    expect(made).toBe("create\nsecret\ngeneric\nmailer-secrets\n");
    expect(JSON.parse(patch ?? "")).toEqual({ stringData: { SMTP_USER: id, SMTP_PASSWORD: secret } });
  });
});
