import { execFileSync, spawnSync } from "node:child_process";
import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { binary, source, TEXTS } from "./texts.mjs";

const FLOOR = "git diff --cached -U0 >/dev/null; node -e 0\n";
const MB = 1_000_000;

/** Staged content of several sizes: the hook as `keylatch init --hooks native` writes it, run as git runs it. */
export async function* commits(place) {
  const cases = [
    ["one small file", 1, 10, "<= 1.10 x"],
    ["100 files, 10,000 lines", 100, 100, "<= 1.20 x"],
    ["1,000 files, 200,000 lines", 1000, 200, "<= 1.10 x"],
  ];
  for (const [title, files, lines, goal] of cases) {
    const cwd = repository(place, `commit-${files}`);
    for (let file = 0; file < files; file++)
      write(cwd, `src/part${file % 20}/file${file}.ts`, source(file, lines));
    git(cwd, "add", "-A");
    yield {
      title: `Commit: ${title}`,
      cwd,
      floor: FLOOR,
      keylatch: "exec .git/hooks/pre-commit\n",
      goal,
      peerTask: "commit",
    };
  }
  for (const [title, name, content, size, goal] of [
    ["text file of 50 MB", "large.txt", () => source(7, 1000), 50 * MB, "<= 0.60 x, below 120 MB"],
    ["binary file of 100 MB", "large.bin", () => binary(7, MB), 100 * MB, "<= 1.30 x"],
  ]) {
    const cwd = repository(place, `commit-${name}`);
    const work = { cwd, floor: FLOOR, keylatch: "exec .git/hooks/pre-commit\n", goal };
    fill(join(cwd, name), content, size);
    git(cwd, "add", "-A");
    yield { ...work, title: `Commit: a new ${title}` };
    git(cwd, "commit", "-qm", "before", "--no-verify");
    fill(join(cwd, name), content, size + 1);
    git(cwd, "add", "-A");
    yield { ...work, title: `Commit: a ${title} with a change` };
  }
}

/** Pushes: the hook, with the ref line that git would pass to it. */
export async function* pushes(place) {
  const cwd = repository(place, "push");
  const base = git(cwd, "rev-parse", "HEAD");
  importCommits(cwd, 1000);
  for (const [count, floor, goal] of [
    [5, () => "node -e 0\n", "<= 1.50 x"],
    [
      1000,
      (range) =>
        `git rev-list --objects --no-object-names ${range} | git cat-file --batch --buffer | cat >/dev/null; node -e 0\n`,
      "<= 1.30 x",
    ],
  ]) {
    const tip = git(cwd, "rev-parse", "HEAD");
    const from = count === 1000 ? base : git(cwd, "rev-parse", `HEAD~${count}`);
    git(cwd, "update-ref", "refs/remotes/origin/main", from);
    git(cwd, "config", "remote.origin.url", "/nowhere.git");
    const line = `refs/heads/main ${tip} refs/heads/main ${from}`;
    // Forget the verdicts of earlier pushes, so that every object is new.
    const hook = `rm -f .git/keylatch/clean; printf '%s\\n' '${line}' | .git/hooks/pre-push origin /nowhere.git\n`;
    yield { title: `Push: ${count} commits`, cwd, floor: floor(`${from}..${tip}`), keylatch: hook, goal };
    if (count === 1000) {
      const again = `printf '%s\\n' '${line}' | .git/hooks/pre-push origin /nowhere.git\n`;
      yield {
        title: "Push: the same 1,000 commits again",
        cwd,
        floor: floor(`${from}..${tip}`),
        keylatch: again,
      };
    }
  }
}

/** Files on disk. */
export async function* tree(place) {
  const cwd = repository(place, "tree");
  for (let file = 0; file < 2000; file++)
    write(cwd, `src/part${file % 40}/file${file}.ts`, source(file, 300));
  git(cwd, "add", "-A");
  yield {
    title: "Tree: 2,000 files",
    cwd,
    floor: "find src -type f -print0 | xargs -0 cat >/dev/null; node -e 0\n",
    keylatch: `node ${place.bin} scan src\n`,
    peerTask: "tree",
  };
}

/** A whole history; the floor is git, writing the same blobs to a pipe. */
export async function* history(place) {
  const cwd = repository(place, "history");
  importCommits(cwd, 6000);
  git(cwd, "repack", "-adq");
  const all = execFileSync("git", ["cat-file", "--batch-check", "--batch-all-objects", "--unordered"], {
    cwd,
    encoding: "utf8",
    maxBuffer: 1 << 30,
  });
  const blobs = all.split("\n").flatMap((line) => (line.includes(" blob ") ? [line.split(" ")[0]] : []));
  writeFileSync(join(cwd, ".git/blobs"), `${blobs.join("\n")}\n`);
  yield {
    title: `History: 6,000 commits, ${blobs.length} blobs`,
    cwd,
    floor: "git cat-file --batch --buffer <.git/blobs | cat >/dev/null\n",
    keylatch: `rm -rf .git/keylatch; node ${place.bin} scan --all-history\n`,
    goal: "<= 1.15 x",
    peerTask: "history",
  };
}

/** Equal amounts of very different texts; the floor is a scan of nothing. Also the search alone, in memory. */
export async function* matching(place) {
  const cwd = repository(place, "matching");
  writeFileSync(join(cwd, "empty"), "");
  for (const [name, make] of Object.entries(TEXTS)) {
    fill(join(cwd, "text"), make, 64 * MB);
    yield {
      title: `Matching: 64 MB of ${name}`,
      cwd,
      floor: `node ${place.bin} scan empty\n`,
      keylatch: `node ${place.bin} scan text\n`,
      goal: ">= 0.5 GB/s",
      bytes: 64 * MB,
      searched: readFileSync(join(cwd, "text")).subarray(0, 8 * MB),
    };
  }
}

function repository({ folder, modules }, name) {
  const cwd = join(folder, name);
  mkdirSync(cwd);
  git(cwd, "init", "-q", "-b", "main");
  git(cwd, "config", "user.name", "bench");
  git(cwd, "config", "user.email", "bench@example.com");
  writeFileSync(join(cwd, "package.json"), "{}\n");
  writeFileSync(join(cwd, ".gitignore"), "node_modules\n");
  writeFileSync(
    join(cwd, ".secretlintrc.json"),
    '{"rules":[{"id":"@secretlint/secretlint-rule-preset-recommend"}]}\n',
  );
  symlinkSync(modules, join(cwd, "node_modules"));
  execFileSync(process.execPath, [join(modules, ".bin/keylatch"), "init", "--hooks", "native"], {
    cwd,
    stdio: "ignore",
  });
  // git-secrets has its patterns in the settings of each repository.
  spawnSync("git", ["secrets", "--register-aws"], { cwd });
  git(cwd, "add", "-A");
  git(cwd, "commit", "-qm", "start", "--no-verify");
  return cwd;
}

/** Writes commits to main with `git fast-import`. Each changes three files of 120 lines. */
function importCommits(cwd, count) {
  const parts = ["reset refs/heads/main\n"];
  const tip = git(cwd, "rev-parse", "HEAD");
  for (let commit = 0; commit < count; commit++) {
    parts.push(
      `commit refs/heads/main\ncommitter bench <bench@example.com> ${1_700_000_000 + commit} +0000\ndata 6\nchange\n`,
    );
    if (commit === 0) parts.push(`from ${tip}\n`);
    for (let file = 0; file < 3; file++) {
      const text = source(commit * 3 + file, 120);
      parts.push(
        `M 100644 inline src/part${(commit + file) % 30}/file${(commit * 7 + file) % 400}.ts\ndata ${text.length}\n${text}\n`,
      );
    }
  }
  execFileSync("git", ["fast-import", "--quiet", "--force"], {
    cwd,
    input: parts.join(""),
    maxBuffer: 1 << 30,
  });
  git(cwd, "reset", "-q", "--hard", "main");
}

function git(cwd, ...args) {
  return execFileSync("git", args, { cwd, encoding: "utf8" }).trim();
}

function write(cwd, path, text) {
  const file = join(cwd, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  age(file);
}

/** Writes a file of a certain size that repeats one piece. */
function fill(file, make, size) {
  const piece = Buffer.from(make());
  const handle = openSync(file, "w");
  for (let written = 0; written < size; written += piece.length)
    writeSync(handle, piece, 0, Math.min(piece.length, size - written));
  closeSync(handle);
  age(file);
}

/** Sets the time of a file to an hour ago: git re-reads files as recent as its index, which would raise the floor. */
function age(file) {
  const then = Date.now() / 1000 - 3600;
  utimesSync(file, then, then);
}
