import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { detect } from "../detectors/detect.ts";
import type { ExitCode, Io } from "../src/io.ts";
import { main } from "../src/main.ts";
import { allExamples } from "./helpers/allExamples.ts";
import { TestRepo } from "./helpers/repo.ts";

/** Characters of a secret that must not appear in a row; fewer are words by chance. */
const WINDOW = 8;
const REASON = "SEC-1: keys made up for a test";

let repo: TestRepo;
const secrets = new Set<string>();
/** Everything that was written to a stream or to the repository's own folder, with the command that did it. */
const said: { readonly by: string; readonly text: string }[] = [];

beforeAll(async () => {
  repo = new TestRepo();
  repo.commit({ "readme.md": "hello\n" });
  let files = 0;
  for (const [id, { match }] of allExamples(99)) {
    for (const { text, path } of match) {
      repo.write(`leaks/${id}/${files++}/${path ?? "example.txt"}`, text);
      for (const hit of detect(text, path === undefined ? {} : { path })) {
        if (hit.detector.kind === "identifier" || hit.unconfirmed) continue;
        secrets.add(hit.value);
        secrets.add(text.slice(hit.span.start, hit.span.end));
      }
    }
  }
  repo.git("add", ".");
});
afterAll(() => repo.remove());

async function keylatch(argv: readonly string[], input = "", env = {}): Promise<ExitCode> {
  const out = { write: (text: string) => said.push({ by: argv.join(" "), text }), columns: 80 };
  const io: Io = {
    argv,
    env: { ...repo.env, ...env },
    cwd: repo.dir,
    stdin: (async function* () {
      yield Buffer.from(input);
    })(),
    stdout: out,
    stderr: out,
  };
  return main(io);
}

const FORMATS = ["text", "json", "sarif"];

test("no output of any command in any format holds a secret or a piece of one", async () => {
  for (const format of FORMATS) {
    expect(await keylatch(["pre-commit", "--format", format])).toBe(1);
    expect(await keylatch(["scan", "--format", format])).toBe(1);
    expect(await keylatch(["scan", "--staged", "--format", format])).toBe(1);
  }
  expect(await keylatch(["fix", "--store", "conjur"])).toBe(1);
  expect(await keylatch(["fix", "--format", "json", "--store", "vault"])).toBe(1);
  await keylatch(["fix", "--undo", [...secrets][0] as string]);
  await keylatch(["fix", [...secrets][0] as string]);
  const [first] = secrets as Set<string>;
  const record = JSON.stringify({ reason: first, by: { name: first, email: first } });
  repo.write(`.keylatch/overrides/${first}.json`, record);
  repo.git("add", ".keylatch");
  const author = `${first} <${first}@example.com>`;
  repo.git("commit", "--quiet", "--no-verify", "--author", author, "--message", `leak ${first}`);
  const line = `refs/heads/main ${repo.git("rev-parse", "HEAD")} refs/heads/main ${"0".repeat(40)}\n`;
  for (const format of FORMATS) {
    expect(await keylatch(["pre-push", "origin", "x", "--format", format], line)).toBe(1);
    expect(await keylatch(["scan", "--all-history", "--format", format])).toBe(1);
    expect(await keylatch(["audit", "verify", "--format", format])).toBe(1);
  }
  for (const format of [...FORMATS, "gitlab"])
    expect(await keylatch(["ci", "--format", format], "", { GITHUB_ACTIONS: "true" })).toBe(1);
  repo.git("rm", "--quiet", "--force", "-r", ".keylatch/overrides");
  repo.git("commit", "--quiet", "--no-verify", "--message", "without the record");
  expect(await keylatch(["audit", "verify", "--format", "json"])).toBe(1);
  repo.git("reset", "--quiet", "--soft", "HEAD~2");
  await keylatch(["pre-commit"], "", { KEYLATCH_OVERRIDE: `it is only ${first}` });
  expect(await keylatch(["pre-commit"], "", { KEYLATCH_OVERRIDE: REASON })).toBe(0);
  repo.git("commit", "--quiet", "--no-verify", "--message", "recorded");
  const handmade = {
    ...{ version: 1, reason: `it is ${first}`, by: { name: first, email: "x" }, actor: "person" },
    ...{
      created: "2026-01-01T00:00:00.000Z",
      expires: "2026-01-02T00:00:00.000Z",
      occasion: "add",
      keylatch: "0",
    },
    findings: [{ detector: "x", path: `SES_SMTP_PASSWORD=${first}`, fingerprint: "0", identifier: first }],
  };
  repo.write(".keylatch/overrides/handmade.json", JSON.stringify(handmade));
  repo.write(`.keylatch/overrides/SES_SMTP_PASSWORD=${first}.json`, "{");
  for (const format of ["text", "json"]) {
    await keylatch(["audit", "--format", format]);
    await keylatch(["audit", "--unused", "--by", first as string, "--format", format]);
  }
  rmSync(join(repo.dir, ".keylatch/overrides/handmade.json"));
  rmSync(join(repo.dir, `.keylatch/overrides/SES_SMTP_PASSWORD=${first}.json`));
  said.push({ by: "receipts", text: readFileSync(join(repo.dir, ".git/keylatch/receipts"), "utf8") });
  await keylatch(["override", "add", "--all", "--reason", `${REASON} ${first}`]);
  await keylatch(["override", "add", "--all", "--reason", REASON]);
  await keylatch(["scan", `--range=${first}`]);
  await keylatch(["scan", "--format", "json"]);
  const fingerprints = said
    .slice(-1)
    .flatMap(({ text }) => text.match(/(?<="fingerprint": ")[0-9a-f]{32}/g) ?? []);
  for (const fingerprint of [...new Set(fingerprints)].slice(0, 1))
    for (const format of ["text", "json"])
      expect(await keylatch(["trace", fingerprint, "--format", format])).toBe(0);
  await keylatch(["trace", first as string]);
  for (const secret of secrets)
    await keylatch(["scan", "--stdin", "--stdin-filename", "a.env"], `SES_SMTP_PASSWORD=${secret}\n`);
  const lines = [...secrets].map((secret) => `SES_SMTP_PASSWORD=${secret}\n`).join("");
  const commands = [...secrets]
    .map((secret) => `git commit -nm '${secret}'; rm '.husky/${secret}'`)
    .join("\n");
  for (const tool_input of [{ file_path: "a.env", content: lines }, { command: commands }])
    expect(await keylatch(["agent-hook"], JSON.stringify({ tool_name: "Any", tool_input }))).toBe(0);
  expect(await keylatch(["agent-hook"], `{"tool_name": "${first}"`)).toBe(2);
  const folder = join(repo.dir, ".keylatch");
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".json"),
  ))
    said.push({ by: name, text: readFileSync(join(folder, name), "utf8") });

  expect(said.length).toBeGreaterThan(20);
  const pieces = new Map(
    [...secrets].flatMap((secret) => windows(secret).map((piece) => [piece, secret.length])),
  );
  const leaks = said.flatMap(({ by, text }) =>
    windows(text).flatMap((piece) =>
      pieces.has(piece) ? [`${by}: part of a secret of ${pieces.get(piece)} characters`] : [],
    ),
  );
  expect([...new Set(leaks)]).toEqual([]);
}, 300_000);

/** Every run of `WINDOW` letters, digits and signs of a text, the random ones only: words are no leak. */
function windows(text: string): string[] {
  const found: string[] = [];
  for (let at = 0; at + WINDOW <= text.length; at++) {
    const piece = text.slice(at, at + WINDOW);
    if (/^[A-Za-z0-9+/_!-]+$/.test(piece) && /\d/.test(piece) && /[a-z]/.test(piece) && /[A-Z]/.test(piece))
      found.push(piece);
  }
  return found;
}
