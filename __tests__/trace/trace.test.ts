import { Fake } from "../../detectors/fake.ts";
import { fingerprinter } from "../../src/fingerprint.ts";
import { TestRepo } from "../helpers/repo.ts";
import { runMain } from "../helpers/runMain.ts";

const fake = new Fake(31);
const id = fake.accessKeyId();
const secretKey = fake.secretAccessKey();
const password = fake.smtpPassword(secretKey, "eu-west-1");
const [clientId, clientSecret] = [fake.clientId(), fake.clientSecret()];
const ODD = "odd $name 'q' \n.env";

let repo: TestRepo;
/** Oids by what they did. */
const at: Record<string, string> = {};

beforeAll(() => {
  repo = new TestRepo();
  at.start = repo.commit({
    "src/mail.ts":
      "const a = process.env.SES_SMTP_PASSWORD;\nconst { SES_SMTP_PASSWORD: b } = process.env;\n",
    "src/mail.py": 'import os\np = os.environ["SES_SMTP_PASSWORD"]\n',
    "docker-compose.yml": "services:\n  app:\n    environment:\n      - SES_SMTP_PASSWORD\n",
    ".github/workflows/ci.yml": "env:\n  SES_SMTP_PASSWORD: ${{ secrets.SES_SMTP_PASSWORD }}\n",
    ".gitignore": ".env\nbuild/\n",
  });
  at.added = repo.commit(
    { "mail.env": `SES_SMTP_USERNAME=${id}\nSES_SMTP_PASSWORD=${password}\n` },
    "wire the mailer",
  );
  repo.git("tag", "-a", "-m", "first", "v1");
  repo.git("update-ref", "refs/remotes/origin/main", "HEAD");
  repo.git("mv", "mail.env", "prod.env");
  at.moved = repo.commit({}, "rename");
  repo.git("switch", "--quiet", "--create", "feature");
  const encoded = Buffer.from(password).toString("base64");
  at.encoded = repo.commit({
    "k8s/secret.yaml": `kind: Secret\ndata:\n  SES_SMTP_PASSWORD: ${encoded}\n`,
    [ODD]: `AWS_ACCESS_KEY_ID=${id}\nAWS_SECRET_ACCESS_KEY=${secretKey}\n`,
  });
  repo.git("switch", "--quiet", "main");
  repo.git("rm", "--quiet", "prod.env");
  at.removed = repo.commit({}, "take it out");
  repo.write("note.txt", `x ${password}\n`);
  repo.git("stash", "--quiet", "--include-untracked");
  at.undone = repo.commit({}, `oops ${password}`);
  repo.git("reset", "--quiet", "--hard", "HEAD~1");
  repo.write("staged.txt", `y ${password}\n`);
  repo.git("add", "staged.txt");
  repo.git("rm", "--quiet", "--cached", "staged.txt");
  repo.write("gone.txt", `z ${password}\n`);
  repo.git("add", "gone.txt");
  at.lost = repo.git("rev-parse", ":gone.txt");
  repo.git("rm", "--quiet", "--force", "gone.txt");
  repo.git("worktree", "add", "--quiet", "--detach", "../other", "feature");
  repo.write(".env", `SES_SMTP_PASSWORD='${password}'\n`);
  repo.write("build/out.js", "");
  at.last = repo.commit({
    "ap.properties": `anypoint.platform.client_id=${clientId}\nanypoint.platform.client_secret=${clientSecret}\n`,
  });
  repo.write("staged.txt", `y ${password} again\n`);
});
afterAll(() => repo.remove());

async function trace(query: string, ...args: string[]) {
  return runMain(repo, ["trace", query, ...args]);
}

async function traced(query: string) {
  const { code, stdout, stderr } = await trace(query, "--format", "json");
  expect(stderr).toBe("");
  expect(code).toBe(0);
  return JSON.parse(stdout);
}

async function fingerprintOf(detector: string): Promise<string> {
  const { stdout } = await runMain(repo, ["scan", "--all-history", "--format", "json"]);
  const { findings } = JSON.parse(stdout) as { findings: { detector: string; fingerprint: string }[] };
  return findings.find((finding) => finding.detector === detector)?.fingerprint as string;
}

test("a fingerprint, the beginning of one and the key's id lead to the same parts", async () => {
  const fingerprint = await fingerprintOf("aws-ses-smtp-password");
  const { parts } = await traced(fingerprint);
  expect(parts.map((part: { detector: string }) => part.detector).sort()).toEqual([
    "aws-access-key-id",
    "aws-secret-access-key",
    "aws-ses-smtp-password",
  ]);
  expect((await traced(fingerprint.slice(0, 12))).parts).toEqual(parts);
  expect((await traced(id)).parts).toEqual(parts);
});

describe("of the SMTP password", () => {
  let found: Awaited<ReturnType<typeof traced>>;
  let part: number;
  beforeAll(async () => {
    found = await traced(id);
    part = found.parts.findIndex(
      ({ detector }: { detector: string }) => detector === "aws-ses-smtp-password",
    );
  });

  test("every commit that added, moved or removed it, with its author", () => {
    const steps = found.commits.flatMap(
      ({
        commit,
        changes,
        author,
        reflogOnly,
      }: Record<string, unknown> & { changes: Record<string, unknown>[] }) => {
        expect(author).toEqual({ name: "Robin Doe", email: "robin@example.com" });
        return changes
          .filter((change) => change.part === part)
          .map(({ action, path, from, line, column }) => ({
            commit,
            action,
            path,
            from,
            line,
            column,
            reflogOnly,
          }));
      },
    );
    const step = (
      commit: string | undefined,
      action: string,
      path: string,
      place: [number, number] | null,
      rest = {},
    ) => ({
      commit,
      action,
      path,
      from: null,
      line: place?.[0] ?? null,
      column: place?.[1] ?? null,
      reflogOnly: false,
      ...rest,
    });
    const untracked = repo.git("rev-parse", "stash@{0}^3");
    expect(steps).toEqual(
      expect.arrayContaining([
        step(at.added, "added", "mail.env", [2, 19]),
        step(at.moved, "moved", "prod.env", [2, 19], { from: "mail.env" }),
        step(at.encoded, "added", "k8s/secret.yaml", [3, 22]),
        step(at.removed, "removed", "prod.env", null),
        step(untracked, "added", "note.txt", [1, 3]),
        step(at.last, "added", "staged.txt", [1, 3]),
        step(at.undone, "added", "(commit message)", [1, 6], { reflogOnly: true }),
      ]),
    );
    expect(steps).toHaveLength(7);
  });

  test("the commit that brought it in stands first", () => {
    expect(found.commits[0]).toMatchObject({ commit: at.added, subject: "wire the mailer" });
  });

  test("everything that keeps it", () => {
    expect(found.refs).toEqual(
      [
        { kind: "branch", name: "feature", paths: ["k8s/secret.yaml", "prod.env", ODD], itself: false },
        { kind: "branch", name: "main", paths: [], itself: false },
        { kind: "remote branch", name: "origin/main", paths: ["mail.env"], itself: false },
        { kind: "tag", name: "v1", paths: ["mail.env"], itself: false },
        { kind: "stash", name: "stash@{0}", paths: ["note.txt"], itself: false },
        {
          kind: "detached HEAD",
          name: `${repo.base}/other`,
          paths: ["k8s/secret.yaml", "prod.env", ODD],
          itself: false,
        },
      ].map((ref) => ({ ...ref, paths: expect.arrayContaining(ref.paths) })),
    );
  });

  test("where it is now, of every work tree, encoded and ignored too", () => {
    const places = found.files
      .filter((file: { part: number }) => file.part === part)
      .map(({ worktree, path, on, state, encodings }: Record<string, unknown>) => ({
        worktree,
        path,
        on,
        state,
        encodings,
      }));
    const other = `${repo.base}/other`;
    const all = ["disk", "index", "HEAD"];
    expect(places).toEqual([
      { worktree: null, path: "staged.txt", on: all, state: "tracked", encodings: [] },
      { worktree: null, path: ".env", on: ["disk"], state: "ignored", encodings: [] },
      { worktree: other, path: "k8s/secret.yaml", on: all, state: "tracked", encodings: ["base64"] },
      { worktree: other, path: "prod.env", on: all, state: "tracked", encodings: [] },
    ]);
  });

  test("who reads the variables it is assigned to", () => {
    const variable = found.variables.find(({ name }: { name: string }) => name === "SES_SMTP_PASSWORD");
    expect(variable).toMatchObject({ holds: true });
    expect(
      variable.references.map(({ path, line, text, reads }: Record<string, unknown>) => [
        `${path}:${line}`,
        text,
        reads,
      ]),
    ).toEqual([
      [".github/workflows/ci.yml:2", "${{ secrets.SES_SMTP_PASSWORD }}", true],
      ["docker-compose.yml:4", "SES_SMTP_PASSWORD", false],
      ["src/mail.py:2", 'os.environ["SES_SMTP_PASSWORD"]', true],
      ["src/mail.ts:1", "process.env.SES_SMTP_PASSWORD", true],
      ["src/mail.ts:2", "{ SES_SMTP_PASSWORD } = process.env", true],
    ]);
  });

  test("a blob that was staged and never committed", () => {
    expect(found.forgotten.map(({ object }: { object: string }) => object)).toEqual([at.lost]);
  });

  test("what was not searched is named", () => {
    expect(found.limits).toEqual([{ kind: "folder", path: "build/" }]);
  });
});

test("an Anypoint client id leads to its secret, in the names of properties too", async () => {
  const { parts, commits, variables } = await traced(clientId);
  expect(parts).toMatchObject([
    { detector: "anypoint-client-secret", identifier: clientId, isSecret: true },
    { detector: null, title: "Anypoint client id", isSecret: false },
  ]);
  expect(commits.map(({ commit }: { commit: string }) => commit)).toEqual([at.last]);
  expect(variables.map(({ name }: { name: string }) => name)).toEqual([
    "anypoint.platform.client_id",
    "anypoint.platform.client_secret",
  ]);
});

test("an id that stands nowhere is an answer", async () => {
  const { code, stdout } = await trace(new Fake(77).accessKeyId());
  expect(code).toBe(0);
  expect(stdout).toContain("It is nowhere in this repository.");
});

test.each([
  ["of no credential", "0123456789ab", '"0123456789ab"'],
  ["of another repository", "0123456789abcdef".repeat(2), `"${"0123456789abcdef".repeat(2)}"`],
  ["that is the secret itself, which is not repeated", password, "has that as"],
])("a fingerprint %s is an error", async (_, query, said) => {
  const { code, stdout, stderr } = await trace(query);
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toContain(said);
  expect(stderr).not.toContain(password);
});

test("the beginning of several fingerprints is an error that names them", async () => {
  const salt = "5a".repeat(32);
  const fingerprint = fingerprinter(Buffer.from(salt, "hex"));
  const seen = new Map<string, string>();
  let pair: string[] = [];
  for (let seed = 0; pair.length === 0; seed++) {
    const value = new Fake(seed).smtpPassword();
    const start = fingerprint(value, "generated").slice(0, 4);
    const other = seen.get(start);
    if (other !== undefined) pair = [other, value];
    seen.set(start, value);
  }
  const both = pair.map((value) => fingerprint(value, "generated"));
  const twins = new TestRepo();
  twins.write(".keylatch/salt", `${salt}\n`);
  twins.commit({ "a.env": pair.map((value) => `SES_SMTP_PASSWORD=${value}\n`).join("") });
  const { code, stderr } = await runMain(twins, ["trace", (both[0] as string).slice(0, 4)]);
  expect(code).toBe(2);
  for (const one of both) expect(stderr.replaceAll(/\s+/g, " ")).toContain(one);
  twins.remove();
});

test("as text it fits into 80 columns and names everything", async () => {
  const { code, stdout } = await trace(id);
  expect(code).toBe(0);
  expect(stdout.split("\n").filter((line) => line.length > 80 && line.trim().includes(" "))).toEqual([]);
  expect(stdout).toContain("Introduced by Robin Doe <robin@example.com>");
  expect(stdout.replaceAll(/\s+/g, " ")).toContain("Already at origin/main, as of the last fetch: rotate it");
  for (const { name } of (await traced(id)).refs) expect(stdout).toContain(name);
  expect(stdout).not.toContain(password);
  // The odd name's newline is shown, not obeyed.
  expect(stdout).toContain("'q' \\n.env:1:19");
});
