import { readFileSync } from "node:fs";
import { join } from "node:path";
import { main } from "../../src/main.ts";
import { mailEnv } from "../helpers/keys.ts";
import { TestRepo } from "../helpers/repo.ts";

const { text: leak, secret, id } = mailEnv(94);

let repo: TestRepo;
beforeAll(() => {
  repo = new TestRepo();
  repo.install();
  repo.git("config", "alias.ci", "commit --no-verify");
  repo.git("config", "alias.save", "!git add -A && git commit -n -m wip");
  repo.git("config", "alias.st", "status --short");
  repo.commit({ "old.env": leak });
});
afterAll(() => repo.remove());

interface Answer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function hook(event: unknown): Promise<Answer> {
  let [stdout, stderr] = ["", ""];
  const input = typeof event === "string" ? event : JSON.stringify(event);
  const code = await main({
    argv: ["agent-hook"],
    env: repo.env,
    cwd: repo.dir,
    stdin: (async function* () {
      yield Buffer.from(input);
    })(),
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
  });
  expect(stdout + stderr).not.toContain(secret);
  expect(stdout + stderr).not.toContain(secret.slice(8, 24));
  return { code, stdout, stderr };
}

/** The reason of a refusal as Claude Code is told it, `null` for none. */
async function reason(tool: string, input: unknown): Promise<string | null> {
  const event = { hook_event_name: "PreToolUse", cwd: repo.dir, tool_name: tool, tool_input: input };
  const { code, stdout } = await hook(event);
  expect(code).toBe(0);
  if (stdout === "") return null;
  const { hookSpecificOutput: output } = JSON.parse(stdout);
  expect(output).toMatchObject({ hookEventName: "PreToolUse", permissionDecision: "deny" });
  return output.permissionDecisionReason;
}

const AROUND = [
  ...[
    "git commit -n -m x",
    "git commit -nm x",
    "git commit -anm x",
    "git commit -m x -n",
    "git commit --no-verify",
  ],
  ...[
    "git commit --no-verif -m x",
    "git -C sub commit -n",
    'git -c user.name="A B" commit -nm x',
    "git add . && git commit -n",
  ],
  ...[
    "true; git commit -n",
    "git status\ngit commit -n",
    "sh -c 'git commit -n'",
    'bash -lc "cd x && git commit -an -m y"',
  ],
  ...[
    "eval 'git commit -n'",
    "(git commit -n)",
    "{ git commit -n; }",
    "echo $(git commit -n)",
    "echo `git commit -n`",
  ],
  ...[
    "if true; then git commit -n; fi",
    "/usr/bin/git commit -n",
    "env FOO=1 git commit -n",
    "sudo -u me git commit -n",
  ],
  ...[
    "git commit --no-ver\\ify",
    "git commit --no-'verify'",
    'git "commit" "-n"',
    "git commit $'-n'",
    "F=-n; git commit $F -m x",
  ],
  ...[
    "git com\\\nmit -n",
    "time git commit -n",
    "xargs git commit -n",
    "timeout 10 git commit -n -m x",
    "git commit -S -n -m x",
  ],
  ...[
    "bash <<'E'\ngit commit -n\nE",
    "bash <<< 'git commit -n'",
    "cat <<E | sh\nx\nE\ngit commit -n",
    "a | b || git commit -n &",
  ],
  ...[
    "git push --no-verify",
    "git push origin main --no-verify",
    "git merge --no-verify x",
    "git am -n x",
    "git pull --no-verify",
  ],
  ...[
    "git rebase --no-verify main",
    "git ci -m x",
    "git save",
    "git -c alias.x='commit -n' x",
    "git config alias.y 'commit --no-verify'",
  ],
  ...[
    "python3 -c 'import os; os.system(\"git commit -n\")'",
    "node -e \"require('child_process').execSync('git commit --no-verify')\"",
  ],
  ...[
    'python3 -c \'subprocess.run(["git", "commit", "-n"])\'',
    "git send-pack x main",
    "pre-commit uninstall",
    "npx lefthook uninstall",
  ],
  ...[
    "git -c core.hooksPath=/dev/null commit",
    "git -c core.hookspath= push",
    "git config core.hooksPath /dev/null",
  ],
  ...[
    "git config --global core.hooksPath x",
    "git config --unset core.hooksPath",
    "git config set core.hooksPath x",
  ],
  ...[
    "git --config-env=core.hooksPath=X commit",
    "git config --remove-section core",
    "git -c include.path=x commit",
  ],
  ...["GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=core.hooksPath GIT_CONFIG_VALUE_0=x git commit"],
  ...[
    "HUSKY=0 git commit",
    "export HUSKY=0",
    "env HUSKY=0 git commit",
    "HUSKY=0 npm ci && git commit",
    "set HUSKY=0&& git commit",
  ],
  ...[
    "$env:HUSKY=0; git commit",
    '$env:HUSKY = "0"; git commit',
    "npx cross-env HUSKY=0 git commit",
    "set -gx HUSKY 0",
    "X=0; HUSKY=$X git commit",
  ],
  ...[
    "SKIP=keylatch git commit",
    "LEFTHOOK=0 git push",
    "SKIP_SIMPLE_GIT_HOOKS=1 git commit",
    "PRE_COMMIT_ALLOW_NO_CONFIG=1 git commit",
  ],
  ...[
    "rm -rf .husky",
    "rm .husky/pre-commit",
    "cd .husky && rm pre-commit",
    "rm .husky/*",
    "rm -rf .hus*",
    "git rm -r .husky",
  ],
  ...[
    "rm .git/hooks/pre-push",
    "mv .husky/_ /tmp",
    "> .husky/pre-commit",
    "echo exit 0 > .husky/pre-commit",
    "cp /dev/null .husky/pre-push",
  ],
  ...[
    "chmod -x .husky/_/pre-commit",
    "chmod 644 .husky/_/pre-commit",
    "sed -i d .husky/pre-commit",
    "find .husky -delete",
    "rm -rf .git",
  ],
  ...[
    "truncate -s 0 .husky/pre-commit",
    "tee .husky/pre-commit < /dev/null",
    "echo HUSKY=0 > ~/.config/husky/init.sh",
  ],
  ...[
    "KEYLATCH_OVERRIDE='SEC-1: it is fine' git commit",
    "git -c keylatch.override='SEC-1: fine' commit",
    "npx keylatch override add --all --reason 'SEC-1: known'",
  ],
  ...[
    "env -u CLAUDECODE git commit",
    "unset CLAUDECODE",
    "CLAUDECODE= git commit",
    "rm -rf .keylatch",
    "echo {} > .keylatch/config.json",
  ],
];

const ROUNDABOUT = [
  ...["rm -r .husk[y]", "rm -rf .h*", "rm .git/hook?/*"],
  ...[
    "echo 'git commit -n' | sh",
    "printf 'cd x\\ngit commit -n\\n' | bash",
    "cat > x.sh <<'E'\ngit commit -n\nE\nbash x.sh",
  ],
  ...[
    "echo 'git commit -n' > x.sh; chmod +x x.sh; ./x.sh",
    "echo 'git commit -n' > x.sh && . ./x.sh",
    "alias gc='git commit -n'",
  ],
  ...[
    "f() { git commit -n; }; f",
    "case $x in a) git commit -n;; esac",
    "! git commit -n",
    "while true; do git commit -n; done",
  ],
  ...[
    "\\git commit -n",
    "command git commit -n",
    '"C:\\Program Files\\Git\\bin\\git.exe" commit -n',
    'cmd /c "git commit -n"',
    "powershell -Command git commit -n",
  ],
  ...[
    "printf '[core]\\nhooksPath=/dev/null' >> .git/config",
    "echo hooksPath=x | tee -a ~/.gitconfig hooksPath",
  ],
  ...[
    "python3 -c 'import shutil; shutil.rmtree(\".husky\")'",
    "node -e \"require('fs').rmSync('.husky/pre-commit')\"",
  ],
  ...[
    "cat <<E > a.py\nimport os\nos.system('git commit --no-verify')\nE\npython3 a.py",
    "git commit --fixup HEAD -n",
    "git commit -uno -n",
  ],
  ...[
    "GIT_CONFIG_PARAMETERS=\"'core.hooksPath=/dev/null'\" git commit",
    "git commit -vn",
    "HUSKY='0' git commit",
    'HUSKY="0" git push',
  ],
];

const HIDDEN = [
  ...[
    'env -S "git commit -n -m x"',
    "env -S'git commit -n'",
    'env --split-string="HUSKY=0 git commit"',
    'npx -c "git commit -n"',
    'npm exec --call="git commit -n"',
    'trap "git commit -n -m x" EXIT',
    'script -qc "git commit -n" /dev/null',
    "awk 'BEGIN{system(\"git commit -n -m x\")}'",
    "echo 'commit -n -m x' | xargs git",
    "echo -n | xargs git commit -m x",
  ],
  ...[
    "git commit -m x $(printf -- -n)",
    "git commit `echo --no-verify` -m x",
    'git commit -m x "$(echo --no-verify)"',
    'git commit "${Z:--n}" -m x',
    'a=(-n -m x); git commit "${a[@]}"',
    "git commit {-n,-m} x",
    "F=$(echo -n); git commit $F",
  ],
  ...[
    "$(which git) commit --no-verify -m x",
    "`which git` commit -n",
    "/usr/lib/git-core/git-commit -n -m x",
    'git rebase -x "git commit -n" main',
    "git rebase --exec='git commit -n' main",
    "git bisect run git commit -n",
    "git commit-tree HEAD^{tree} -m x",
  ],
  ...[
    "read HUSKY <<< 0; export HUSKY; git commit",
    "printf -v HUSKY 0; git commit",
    "let HUSKY=0; git commit",
    "for HUSKY in 0; do git commit; done",
  ],
];

const FINE = [
  ...[
    'git commit -m "$(cat <<E\nfix: a thing\nE\n)"',
    'git commit --fixup "$(git rev-parse HEAD)"',
    'git push origin "$(git branch --show-current)"',
    "$(which node) -v",
    "git rebase -x 'npm test' main",
    "git bisect run npm test",
    "trap 'rm -f x.tmp' EXIT",
    "ls | xargs git add",
    "env -S 'node x.js'",
    'git commit -m "${TITLE:-wip}"',
    "export $(grep -v '^#' .env | xargs)",
    "printf '%s\\n' HUSKY",
  ],
  ...[
    "echo 'git commit -n' > notes.md; cat notes.md",
    "sudo -n git commit -m x",
    "python3 -c 'print(\"git commit\")'",
    "alias ll='ls -l'",
  ],
  ...[
    "grep hooksPath .git/config",
    "bash build.sh",
    "node scripts/build.mjs",
    "python3 -m pytest",
    "npm run commit",
    "cat x | sh -s",
  ],
  ...[
    "git commit -m x",
    'git commit -m "never use -n or --no-verify"',
    "git commit -m -n",
    "git commit --message --no-verify",
  ],
  ...[
    "git commit -amn",
    "git commit -Fn",
    "git commit --no-verbose -m x",
    "git commit --no-edit --amend",
    "git push -n",
    "git log -n 3",
  ],
  ...[
    "git commit -- -n",
    "git show -n 1",
    "echo git commit -n",
    "grep -rn 'git commit --no-verify' .",
    "git grep -n HUSKY=0",
  ],
  ...[
    "git config core.hooksPath",
    "git config --get core.hooksPath",
    "git config user.name x",
    "git st",
    "echo HUSKY=0",
    "HUSKY=1 git commit",
  ],
  ...[
    "cat .husky/pre-commit",
    "cp .husky/pre-commit /tmp/x",
    "chmod +x .husky/pre-commit",
    "ls -la .git/hooks",
    "rm -rf node_modules dist",
  ],
  ...[
    "echo lint >> .husky/pre-commit",
    "npx keylatch scan --staged",
    "keylatch explain aws-ses-smtp-password",
    "git merge -n x",
  ],
  ...[
    "# git commit -n",
    "cat <<'E' > notes.md\ngit commit -n\nE",
    `aws iam get-access-key-last-used --access-key-id ${id}`,
    "",
    "git",
    "'",
  ],
  ...[
    "cat .keylatch/config.json",
    "npx keylatch audit",
    "git -c color.ui=never diff",
    "for f in *; do git add $f; done",
    "git commit -m 'a' -m 'b'",
  ],
];

describe("Claude Code and those that speak like it", () => {
  test.each([...AROUND, ...ROUNDABOUT, ...HIDDEN])("refuse %p", async (command) => {
    const said = await reason("Bash", { command });
    expect(said).toContain("keylatch refused this");
    expect(said).toMatch(/\n1\. /);
  });

  test.each(FINE)("leave %p alone", async (command) => {
    expect(await reason("Bash", { command })).toBeNull();
  });

  test("an override is for agents where the configuration says so", async () => {
    const before = readFileSync(join(repo.dir, ".keylatch/config.json"), "utf8");
    repo.write(".keylatch/config.json", JSON.stringify({ override: { agents: "allow" } }));
    for (const command of ["KEYLATCH_OVERRIDE='SEC-1: it is fine' git commit", "unset CLAUDECODE"])
      expect(await reason("Bash", { command })).toBeNull();
    expect(await reason("Bash", { command: "git commit -n" })).not.toBeNull();
    repo.write(".keylatch/config.json", before);
  });

  test.each<[string, unknown]>([
    ["Write", { file_path: "mail.env", content: leak }],
    ["Write", { file_path: "/nowhere/mail.env", content: leak }],
    ["Edit", { file_path: "readme.md", old_string: "", new_string: leak }],
    [
      "Edit",
      { file_path: "old.env", old_string: "SES_SMTP_HOST", new_string: `${mailEnv(95).text}SES_SMTP_HOST` },
    ],
    [
      "MultiEdit",
      {
        file_path: "a.env",
        edits: [
          { old_string: "x", new_string: "y" },
          { old_string: "", new_string: leak },
        ],
      },
    ],
    ["NotebookEdit", { notebook_path: "a.ipynb", new_source: leak }],
    ["mcp__files__write_file", { path: "a.env", content: leak }],
    ["use_mcp_tool", { server_name: "files", arguments: JSON.stringify({ path: "a.env", content: leak }) }],
    ["a_tool", { mcp_tool_name: "write", mcp_tool_arguments: { path: "a.env", content: leak } }],
    [
      "apply_patch",
      { command: `*** Begin Patch\n*** Add File: a.env\n${leak.replace(/^(?=.)/gm, "+")}*** End Patch` },
    ],
    ["Bash", { command: `cat > a.env <<'E'\n${leak}E` }],
    ["Bash", { command: `export SES_SMTP_PASSWORD=${secret}` }],
    ["Write", { file_path: "a.env", content: `# keylatch:allow SEC-1: made up for a test\n${leak}` }],
  ])("refuse a key in %s", async (tool, input) => {
    const said = await reason(tool, input);
    expect(said).toContain("aws-ses-smtp-password");
    expect(said).toContain("See: npx keylatch explain");
    expect(said).toMatch(/\n1\. /);
  });

  test.each<[string, unknown]>([
    ["a key that is taken out", { file_path: "old.env", old_string: secret, new_string: "" }],
    ["a key that was there before", { file_path: "old.env", content: `${leak}\nMORE=1\n` }],
    [
      "a text without a key",
      { file_path: "a.ts", content: "export const a = process.env.SES_SMTP_PASSWORD;\n" },
    ],
    ["reading", { file_path: "old.env" }],
    [
      "a hook that keeps our line",
      { file_path: ".husky/pre-commit", old_string: "# keylatch", new_string: "npm test\n# keylatch" },
    ],
  ])("leave %s alone", async (_, input) => {
    expect(await reason("Edit", input)).toBeNull();
  });

  test.each<[string, unknown]>([
    ["a hook without our line", { file_path: ".husky/pre-commit", content: "npm test\n" }],
    [
      "a hook that ends before our line",
      { file_path: ".husky/pre-commit", old_string: "# keylatch", new_string: "exit 0\n# keylatch" },
    ],
    ["our configuration", { file_path: ".keylatch/config.json", content: '{"ignorePaths":["**"]}' }],
    ["git's configuration", { file_path: ".git/config", content: "[core]\n\thooksPath = /dev/null\n" }],
  ])("refuse to write %s", async (_, input) => {
    expect(await reason("Write", input)).toContain("keylatch refused this");
  });
});

/** The event of each tool for a command, and what its refusal looks like. */
const TOOLS: readonly [string, (command: string) => object, object | null][] = [
  [
    "Claude Code without an event name",
    (command) => ({ tool_name: "Bash", tool_input: { command } }),
    { hookSpecificOutput: { permissionDecision: "deny" } },
  ],
  [
    "Codex, words in a list",
    (command) => ({
      hook_event_name: "PreToolUse",
      tool_name: "shell",
      tool_input: { command: ["bash", "-lc", command] },
    }),
    { hookSpecificOutput: { permissionDecision: "deny" } },
  ],
  [
    "a question for permission",
    (command) => ({ hook_event_name: "PermissionRequest", tool_name: "Bash", tool_input: { command } }),
    { hookSpecificOutput: { decision: { behavior: "deny" } } },
  ],
  [
    "Cursor",
    (command) => ({
      hook_event_name: "beforeShellExecution",
      conversation_id: "c",
      command,
      cwd: "",
      workspace_roots: [],
    }),
    { permission: "deny" },
  ],
  [
    "Cursor, any tool",
    (command) => ({
      hook_event_name: "preToolUse",
      conversation_id: "c",
      tool_name: "Shell",
      tool_input: { command },
    }),
    { permission: "deny" },
  ],
  [
    "Gemini CLI",
    (command) => ({ hook_event_name: "BeforeTool", tool_name: "run_shell_command", tool_input: { command } }),
    { decision: "deny" },
  ],
  [
    "Copilot CLI",
    (command) => ({ timestamp: 1, cwd: "", toolName: "bash", toolArgs: JSON.stringify({ command }) }),
    { permissionDecision: "deny" },
  ],
  [
    "Cline",
    (command) => ({
      hookName: "PreToolUse",
      preToolUse: { toolName: "execute_command", parameters: { command } },
    }),
    { cancel: true },
  ],
  [
    "Windsurf",
    (command) => ({ agent_action_name: "pre_run_command", tool_info: { command_line: command, cwd: "" } }),
    null,
  ],
  [
    "Kiro",
    (command) => ({ hook_event_name: "preToolUse", tool_name: "execute_bash", tool_input: { command } }),
    null,
  ],
];

test.each(TOOLS)("%s is answered in its form", async (_, event, form) => {
  const answer = await hook(event("git commit -nm x"));
  if (form === null) {
    expect(answer).toMatchObject({ code: 2, stdout: "" });
    expect(answer.stderr).toContain("keylatch refused this");
  } else {
    expect(JSON.parse(answer.stdout)).toMatchObject(form);
    expect(answer).toMatchObject({ code: 0, stderr: "" });
  }
  const fine = await hook(event("git commit -m x"));
  expect(fine.code).toBe(0);
  expect(fine.stdout).not.toMatch(/deny|block|cancel|allow/);
});

test.each([
  ...[
    "",
    "nonsense",
    "[]",
    "null",
    "{}",
    '{"hook_event_name":"PreToolUse","tool_name":"Bash","tool_input":7}',
  ],
  ...['{"hook_event_name":"PostToolUse","tool_name":"Bash","tool_input":{}}', "\u0000", '{"tool_name":'],
])("%p is refused by exit code 2", async (input) => {
  const answer = await hook(input);
  expect(answer.stderr).toContain("cannot be understood");
  expect(answer).toMatchObject({ code: 2, stdout: "" });
});

test("what cannot be judged is refused in the tool's form", async () => {
  const before = readFileSync(join(repo.dir, ".keylatch/config.json"), "utf8");
  repo.write(".keylatch/config.json", "{");
  const answer = await hook({ toolName: "bash", toolArgs: { command: "ls" } });
  expect(JSON.parse(answer.stdout)).toMatchObject({ permissionDecision: "deny" });
  repo.write(".keylatch/config.json", before);
});

test("outside of a repository keys are refused all the same", async () => {
  const answer = await hook({
    tool_name: "Write",
    cwd: repo.base,
    tool_input: { file_path: "a.env", content: leak },
  });
  expect(answer.stdout).toContain("deny");
});

test.each<[string, string]>([
  ["nested scripts", "$(".repeat(50_000)],
  ["nested brackets", "(".repeat(100_000)],
  ["quotes", "'\"".repeat(50_000)],
  ["values that double", `A=aaaa; ${"A=$A$A; ".repeat(200)} echo $A`],
  ["patterns", `rm ${"a*".repeat(20_000)}`],
  ["operators", "&&||;".repeat(20_000)],
  ["here-documents", "cat <<E ".repeat(10_000)],
])("hostile %s do not hold it up", async (_, command) => {
  const start = performance.now();
  const answer = await hook({ tool_name: "Bash", tool_input: { command } });
  expect(answer.code).toBe(0);
  expect(performance.now() - start).toBeLessThan(5000);
});

describe("git clean", () => {
  beforeAll(() => repo.git("config", "core.hooksPath", ".husky/_"));
  afterAll(() => repo.git("config", "--unset", "core.hooksPath"));

  test.each(["git clean -fdx", "git clean -fX .", "git clean -ffdx && npm ci", "git clean -x -f .husky"])(
    "%s would take husky's own folder away",
    async (command) => {
      expect(await reason("Bash", { command })).toContain(".husky/_");
    },
  );

  test.each(["git clean -fd", "git clean -fdxn", "git clean -fdx dist", "git clean -fdx -e .husky"])(
    "%s leaves it",
    async (command) => {
      expect(await reason("Bash", { command })).toBeNull();
    },
  );
});
