import { spawnSync } from "node:child_process";
import { commands } from "../src/commandTable.ts";
import { main } from "../src/main.ts";
import { TestRepo } from "./helpers/repo.ts";

let folder: TestRepo;
beforeAll(() => {
  folder = new TestRepo(null);
  folder.write("mail server.env", "");
});
afterAll(() => folder.remove());

async function script(shell: string): Promise<{ code: number; text: string; said: string }> {
  let [text, said] = ["", ""];
  const code = await main({
    argv: ["completion", shell],
    env: {},
    cwd: folder.dir,
    stdin: (async function* () {})(),
    stdout: { write: (piece) => (text += piece) },
    stderr: { write: (piece) => (said += piece) },
  });
  return { code, text, said };
}

/** Shells differ from machine to machine; each is tried where it is. */
function has(shell: string): boolean {
  return spawnSync(shell, ["-c", "true"]).error === undefined;
}

/** A command line, the cursor at its end, and what has to be offered there. */
const LINES: readonly [string, string[]][] = [
  ["keylatch sca", ["scan"]],
  ["keylatch audit ver", ["verify"]],
  ["keylatch override ", ["add"]],
  ["keylatch audit verify --ra", ["--range"]],
  ["keylatch scan --format sa", ["sarif"]],
  ["keylatch ci --format git", ["gitlab"]],
  ["keylatch explain aws-ses-smtp-password-", ["aws-ses-smtp-password-v2"]],
  ["keylatch completion f", ["fish"]],
  ["keylatch doctor mail", []],
];

test.each(["bash", "zsh", "fish"])("%s: every command and option is in it", async (shell) => {
  const { code, text } = await script(shell);
  expect(code).toBe(0);
  for (const { name, options } of commands) {
    expect(text).toContain(name);
    for (const option of Object.keys(options)) expect(text).toContain(option);
  }
});

test("another shell is refused", async () => {
  const { code, said } = await script("tcsh");
  expect(said).toContain("SHELL must be one of bash, zsh, fish");
  expect(code).toBe(2);
});

test("bash offers what fits", async () => {
  const { text } = await script("bash");
  const asks = [...LINES, ["keylatch scan mail", ["mail server.env"]] as const].map(([line]) => {
    const words = line.split(" ").map((word) => `'${word}'`);
    return `COMP_WORDS=(${words.join(" ")}); COMP_CWORD=${words.length - 1}; _keylatch; printf '%s|' "\${COMPREPLY[@]}"; echo`;
  });
  const { stdout, code } = folder.run("bash", ["--norc", "-c", `${text}\n${asks.join("\n")}`]);
  expect(code).toBe(0);
  const offered = stdout
    .trimEnd()
    .split("\n")
    .map((line) => line.split("|").slice(0, -1).filter(Boolean));
  expect(offered).toEqual([...LINES.map(([, words]) => words), ["mail server.env"]]);
});

(has("fish") ? test : test.skip)("fish offers what fits", async () => {
  const { text } = await script("fish");
  const asks = LINES.map(
    ([line]) => `complete -C '${line}' | string replace -r '\\t.*' '' | string join '|'; echo`,
  );
  const { stdout } = folder.run("fish", ["--no-config", "-c", `${text}\n${asks.join("\n")}`]);
  const offered = stdout.trimEnd().split("\n").filter(Boolean);
  expect(offered).toEqual(LINES.map(([, [word]]) => word).filter(Boolean));
});

(has("zsh") ? test : test.skip)("zsh is told what fits", async () => {
  const { text } = await script("zsh");
  const stubs = "compdef() {}; _describe() { print -r -- $commands }; _arguments() { print -r -- $@ }";
  const asks = LINES.map(([line]) => {
    const words = line.split(" ").map((word) => `'${word}'`);
    return `words=(${words.join(" ")}); CURRENT=${words.length}; _keylatch; print`;
  });
  const program = `${stubs}; compadd() {}\n${text}\n${asks.join("\n")}`;
  const { stdout, stderr } = folder.run("zsh", ["-f", "-c", program]);
  expect(stderr).toBe("");
  const told = stdout.trimEnd().split("\n\n");
  for (const [index, [, words]] of LINES.entries())
    for (const word of words) expect(told[index]).toContain(word);
});
