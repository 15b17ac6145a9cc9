import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { mailEnv } from "../helpers/keys.ts";
import { keylatchBin, type Outcome, TestRepo } from "../helpers/repo.ts";

const { text: leak } = mailEnv(51);

let repo: TestRepo;
beforeEach(() => {
  repo = new TestRepo();
});
afterEach(() => repo.remove());

/** Every file of a folder with its mode and content, node_modules and git's objects left out. */
function tree(folder: string): Record<string, string> {
  const files: Record<string, string> = {};
  const walk = (inside: string) => {
    for (const name of readdirSync(join(folder, inside)).sort()) {
      const path = join(inside, name);
      if (["node_modules", "objects", "index"].includes(name)) continue;
      const stats = lstatSync(join(folder, path));
      if (stats.isDirectory()) walk(path);
      else if (stats.isSymbolicLink()) files[path] = `-> ${readlinkSync(join(folder, path))}`;
      else files[path] = `${stats.mode.toString(8)} ${readFileSync(join(folder, path), "latin1")}`;
    }
  };
  walk("");
  return files;
}

function read(path: string): string {
  return readFileSync(join(repo.dir, path), "utf8");
}

function init(cwd = repo.dir, env = {}): Outcome {
  return repo.run(process.execPath, [keylatchBin(), "init"], { cwd, env });
}

function expectProtected(cwd = repo.dir): void {
  writeFileSync(join(cwd, "mail.env"), leak);
  repo.run("git", ["add", "mail.env"], { cwd });
  const commit = repo.run("git", ["commit", "--message", "leak"], { cwd });
  expect(commit.stderr).toContain("commit blocked");
  expect(commit.code).toBe(1);
  repo.run("git", ["commit", "--quiet", "--no-verify", "--message", "leak"], { cwd });
  const remote = join(repo.base, `remote-${Math.abs(cwd.length)}.git`);
  if (!existsSync(remote)) repo.git("init", "--quiet", "--bare", remote);
  const push = repo.run("git", ["push", remote, "HEAD:refs/heads/x"], { cwd });
  expect(push.stderr).toContain("push blocked");
  expect(push.code).toBe(1);
}

describe("a repository with a package.json at the top", () => {
  beforeEach(() => repo.linkPackage());

  test("is protected at once", () => {
    const outcome = init();
    expect(outcome.stderr).toBe("");
    expect(outcome.stdout).toContain("keylatch is on");
    expect(outcome.code).toBe(0);
    for (const path of [".husky/pre-commit", ".husky/pre-push", ".keylatch/config.json", ".keylatch/salt"])
      expect(outcome.stdout).toContain(path);
    expect(read(".husky/pre-commit") + read(".husky/pre-push")).not.toContain("npx");
    expectProtected();
  });

  test("is not changed by a second run", () => {
    init();
    const before = tree(repo.dir);
    const outcome = init();
    expect(outcome.stdout).toContain("nothing had to change");
    expect(tree(repo.dir)).toEqual(before);
  });

  test("says to commit what makes keylatch a package of every clone, if it was installed just now", () => {
    repo.write("package.json", '{"scripts": {"prepare": "husky"}, "devDependencies": {"husky": "*"}}\n');
    repo.write("package-lock.json", "{}\n");
    repo.write(".gitignore", "node_modules\n");
    repo.git("add", ".gitignore", "package.json", "package-lock.json");
    repo.git("commit", "--quiet", "--no-verify", "--message", "husky is here");
    repo.write(
      "package.json",
      '{"scripts": {"prepare": "husky"}, "devDependencies": {"husky": "*", "keylatch": "*"}}\n',
    );
    repo.write("package-lock.json", '{"a": 1}\n');
    const [command] = /git add -- (?:[^\n]|\\\n)*/.exec(init().stdout) ?? [];
    repo.run("bash", ["-c", `${command}`.replace(/&& git commit.*/, "")]);
    expect(repo.git("status", "--porcelain").split("\n")).toEqual(
      expect.arrayContaining(["M  package-lock.json", "M  package.json", "A  .husky/pre-commit"]),
    );
  });

  test("gets husky in devDependencies and prepare, and every other byte stays", () => {
    const manifest =
      '{\r\n\t"name": "x",\r\n\t"scripts": {\r\n\t\t"prepare": "tsc"\r\n\t},\r\n\t"devDependencies": {\r\n\t\t"keylatch": "*"\r\n\t}\r\n}\r\n';
    repo.write("package.json", manifest);
    init();
    expect(read("package.json")).toBe(
      manifest
        .replace('"tsc"', '"tsc && husky"')
        .replace('"keylatch"', '"husky": "^9.1.7",\r\n\t\t"keylatch"'),
    );
  });

  test.each([
    ["npm", "package-lock.json", ["install", "--package-lock-only"]],
    ["pnpm", "pnpm-lock.yaml", ["install", "--lockfile-only"]],
    ["yarn", "yarn.lock", ["install"]],
    ["bun", "bun.lock", ["install", "--lockfile-only"]],
  ])("lets %s bring its lock file up to date", (manager, lock, args) => {
    repo.write("package.json", '{"name": "x"}\n');
    repo.write(lock, "");
    const bin = join(repo.base, "bin");
    mkdirSync(bin);
    writeFileSync(join(bin, manager), `#!/bin/sh\necho "$@" > "${repo.base}/asked"\n`);
    chmodSync(join(bin, manager), 0o755);
    expect(init(repo.dir, { PATH: `${bin}:${process.env.PATH}` }).code).toBe(0);
    const asked = readFileSync(join(repo.base, "asked"), "utf8");
    for (const word of args) expect(asked).toContain(word);
  });

  test.each([
    ["its settings", ".yarnrc.yml", "nodeLinker: node-modules\n"],
    ["its lock file", "yarn.lock", "# by yarn\n\n__metadata:\n  version: 8\n"],
  ])("wires postinstall for Yarn 2 and later, told by %s", (_, path, text) => {
    repo.write("package.json", '{"name": "x", "private": true}\n');
    repo.write(path, text);
    const { code, stdout } = init(repo.dir, { PATH: `${repo.base}:${process.env.PATH}` });
    expect([code, stdout]).toEqual([0, expect.not.stringContaining("pinst")]);
    expect(JSON.parse(read("package.json")).scripts).toEqual({ postinstall: "husky" });
    repo.write("package.json", '{"name": "x"}\n');
    expect(init().stdout).toContain("pinst");
  });

  test("says so when the lock file could not be brought up to date", () => {
    repo.write("package.json", '{"name": "x"}\n');
    repo.write("pnpm-lock.yaml", "");
    const outcome = init();
    expect(outcome.code).toBe(0);
    expect(outcome.stdout.replace(/\s+/g, " ")).toContain("run `pnpm install`");
  });

  test("keeps what was in its hooks, ours after lint-staged", () => {
    repo.write(".husky/pre-commit", "echo linted >&2");
    repo.write(".husky/pre-push", "cat > pushed-refs\n");
    init();
    expect(read(".husky/pre-commit")).toMatch(/^echo linted >&2\n\n# keylatch/);
    repo.commit({ a: "b\n" });
    repo.git("init", "--quiet", "--bare", join(repo.base, "r.git"));
    const push = repo.run("git", ["push", join(repo.base, "r.git"), "main"]);
    expect(push.code).toBe(0);
    expect(read("pushed-refs")).toMatch(/^refs\/heads\/main [0-9a-f]{40} refs\/heads\/main 0{40}\n$/);
    expectProtected();
  });

  test.each([
    ["ends early", "echo first\nexit 0\n"],
    ["hands over", "exec true\n"],
    ["hands over behind something else", "echo first; exec true\n"],
    ["may leave early", '[ -z "$NO_SUCH" ] && exit 0\necho first\n'],
    ["has Windows line ends", "echo first\r\n"],
    ["ends well by a trap", "trap 'exit 0' EXIT\necho first\n"],
    ["has a shebang", "#!/usr/bin/env bash\necho first\nexit 0\n"],
  ])("is protected when its hook %s", (_, text) => {
    repo.write(".husky/pre-commit", text);
    init();
    expectProtected();
  });

  test("stays behind lint-staged where only a failure ends the hook", () => {
    repo.write(".husky/pre-commit", "true || exit 1\n");
    init();
    expect(read(".husky/pre-commit")).toMatch(/^true \|\| exit 1\n\n# keylatch/);
  });

  test("keeps the hooks of .git/hooks running, with their arguments, input and verdict", () => {
    const hook = (name: string, text: string) => {
      writeFileSync(join(repo.dir, ".git/hooks", name), `#!/bin/sh\n${text}\n`);
      chmodSync(join(repo.dir, ".git/hooks", name), 0o755);
    };
    hook("pre-push", 'cat > old-push; echo "$1" >> old-push');
    hook("commit-msg", 'grep -q TICKET "$1"');
    const outcome = init();
    expect(outcome.stdout).toContain(".git/hooks/pre-push");
    repo.write("a", "b\n");
    repo.git("add", ".");
    expect(repo.run("git", ["commit", "-m", "no"]).code).toBe(1);
    expect(repo.run("git", ["commit", "-m", "TICKET-1"]).code).toBe(0);
    repo.git("init", "--quiet", "--bare", join(repo.base, "r.git"));
    repo.git("push", "--quiet", join(repo.base, "r.git"), "main");
    expect(read("old-push")).toContain(`refs/heads/main ${"0".repeat(40)}\n${repo.base}/r.git\n`);
    expectProtected();
  });

  test("keeps a hooks path that was set before, and uses it", () => {
    repo.git("config", "core.hooksPath", "githooks");
    repo.write("githooks/pre-commit", "#!/bin/sh\necho mine >&2\n");
    chmodSync(join(repo.dir, "githooks/pre-commit"), 0o755);
    const outcome = init();
    expect(outcome.stdout).toContain("core.hooksPath was already set to githooks");
    expect(repo.git("config", "core.hooksPath")).toBe("githooks");
    expect(existsSync(join(repo.dir, ".husky"))).toBe(false);
    expectProtected();
  });

  test("keeps the hooks of a global hooks path running", () => {
    const folder = join(repo.base, "global-hooks");
    mkdirSync(folder);
    writeFileSync(join(folder, "commit-msg"), "#!/bin/sh\ntouch global-ran\n");
    chmodSync(join(folder, "commit-msg"), 0o755);
    repo.git("config", "--global", "core.hooksPath", folder);
    init();
    repo.write("a", "b\n");
    repo.git("add", "a");
    repo.git("commit", "--quiet", "-m", "x");
    expect(existsSync(join(repo.dir, "global-ran"))).toBe(true);
    expectProtected();
  });

  test.each([
    ["lefthook.yml", "lefthook is configured here"],
    [".pre-commit-config.yaml", "pre-commit framework is configured here"],
    [".simple-git-hooks.json", "simple-git-hooks is configured here"],
  ])("notices %s", (file, says) => {
    repo.write(file, "{}\n");
    expect(init().stdout).toContain(says);
  });

  test("is protected although HUSKY=0 is set while it runs", () => {
    expect(init(repo.dir, { HUSKY: "0" }).code).toBe(0);
    expectProtected();
  });

  test("protects linked worktrees made before and after", () => {
    repo.commit({ a: "b\n" });
    const [before, after] = [join(repo.base, "before"), join(repo.base, "after-it")];
    repo.git("worktree", "add", "--quiet", before);
    init();
    repo.commit({});
    repo.git("worktree", "add", "--quiet", after);
    expectProtected(after);
    expectProtected(before);
    // `git clean -xd` in the main one: no hook may be a silent one
    rmSync(join(repo.dir, ".husky/_"), { recursive: true });
    const outcome = repo.run("git", ["commit", "--allow-empty", "-m", "x"], { cwd: after });
    expect(outcome.stderr).toContain("no hooks are installed here");
    expect(outcome.code).toBe(1);
  });

  test("hides no hooks of a work tree once the repository was moved", () => {
    repo.commit({ a: "b\n" });
    init();
    repo.commit({});
    const moved = join(repo.base, "is [moved]");
    const [linked, other] = [join(repo.base, "linked"), join(repo.base, "other")];
    cpSync(repo.dir, moved, { recursive: true, verbatimSymlinks: true });
    rmSync(join(repo.dir, ".git/keylatch"), { recursive: true });
    for (const tree of [linked, other]) repo.run("git", ["worktree", "add", "--quiet", tree], { cwd: moved });
    // As `npm install` leaves it there
    cpSync(join(moved, ".husky/_"), join(linked, ".husky/_"), { recursive: true });
    symlinkSync(join(moved, "node_modules"), join(linked, "node_modules"));
    expectProtected(linked);
    // `keylatch init` makes it hold again for those that have nothing installed.
    expect(init(moved).code).toBe(0);
    expectProtected(other);
  });

  test("leaves every work tree protected when it runs in a linked one without packages", () => {
    repo.commit({ a: "b\n" });
    const linked = join(repo.base, "linked");
    init();
    repo.commit({});
    repo.git("worktree", "add", "--quiet", linked);
    const { stderr, code } = init(linked);
    expect(stderr).toContain("Nothing was changed. Install the packages first");
    expect(code).toBe(2);
    for (const tree of [repo.dir, linked]) expectProtected(tree);
  });

  test("leaves no work tree open when it runs in a linked one", () => {
    repo.commit({ a: "b\n" });
    const [linked, other] = [join(repo.base, "linked"), join(repo.base, "other")];
    for (const tree of [linked, other]) repo.git("worktree", "add", "--quiet", tree);
    symlinkSync(join(repo.dir, "node_modules"), join(linked, "node_modules"));
    expect(init(linked).code).toBe(0);
    for (const tree of [repo.dir, other, linked]) expectProtected(tree);
    repo.git("worktree", "remove", "--force", linked);
    const outcome = repo.run("git", ["commit", "--allow-empty", "-m", "x"]);
    expect(outcome.stderr).toContain("no hooks are installed here");
    expect(outcome.code).toBe(1);
  });
});

test("a package in a subfolder is wired from there, with the hooks at the top", () => {
  const scratch = join(repo.dir, "packages/a");
  mkdirSync(join(scratch, "src"), { recursive: true });
  writeFileSync(join(scratch, "package.json"), '{\n  "name": "a"\n}\n');
  repo.write(".gitignore", "node_modules\n");
  symlinkSync(
    join(process.env.KEYLATCH_TEST_PACKAGE as string, "node_modules"),
    join(scratch, "node_modules"),
  );
  const outcome = init(join(scratch, "src"));
  expect(outcome.code).toBe(0);
  expect(read("packages/a/package.json")).toContain('"prepare": "cd ../.. && husky"');
  expect(read(".husky/pre-commit")).toContain("keylatch=packages/a/node_modules/.bin/keylatch");
  expectProtected();
});

test.each([
  ["a folder of its own", "", "husky .config/husky", ".config/husky"],
  ["the package's folder", "frontend", "cd .. && husky frontend/.husky", "frontend/.husky"],
])("husky's hooks stay in %s, and are called as before", (_, inside, prepare, hooks) => {
  const folder = join(repo.dir, inside);
  repo.write(
    join(inside, "package.json"),
    JSON.stringify({ private: true, scripts: { prepare }, devDependencies: { husky: "^9.1.7" } }),
  );
  repo.write(".gitignore", "node_modules\n");
  symlinkSync(
    join(process.env.KEYLATCH_TEST_PACKAGE as string, "node_modules"),
    join(folder, "node_modules"),
  );
  repo.write(`${hooks}/pre-commit`, "echo before\n");
  expect(init(folder).code).toBe(0);
  expect(repo.git("config", "core.hooksPath")).toBe(`${hooks}/_`);
  expect(existsSync(join(repo.dir, ".husky"))).toBe(false);
  expect(read(`${hooks}/pre-commit`)).toMatch(/^echo before\n(?:.*\n)*.*pre-commit/);
  expect(init(folder).stdout).toContain("nothing had to change");
  expectProtected();
});

test("a repository without a package.json is wired too, and told what that means", () => {
  repo.linkPackage();
  rmSync(join(repo.dir, "package.json"));
  const outcome = init();
  expect(outcome.stdout).toContain("There is no package.json here");
  expect(existsSync(join(repo.dir, "package.json"))).toBe(false);
  expectProtected();
});

describe("where only Yarn finds it", () => {
  const ways: readonly [string, () => void][] = [
    ["with Plug'n'Play", () => repo.write(".pnp.cjs", "")],
    [
      "with its linker called pnpm, which links no commands",
      () => {
        repo.write(".yarnrc.yml", "nodeLinker: pnpm\n");
        rmSync(join(repo.dir, "node_modules"));
        const installed = join(process.env.KEYLATCH_TEST_PACKAGE as string, "node_modules");
        mkdirSync(join(repo.dir, "node_modules"));
        for (const name of ["keylatch", "husky"])
          symlinkSync(join(installed, name), join(repo.dir, "node_modules", name));
      },
    ],
  ];

  test.each(ways)("%s, it is called through yarn", (_, install) => {
    repo.linkPackage();
    install();
    expect(init().code).toBe(0);
    expect(read(".husky/pre-commit")).toContain("\nyarn keylatch pre-commit");
    expect(read(".husky/pre-push")).toContain('\nyarn keylatch pre-push "$@"');
  });

  test.each(ways)("%s, a package below the top is refused: no hook would find it", (_, install) => {
    repo.linkPackage();
    install();
    repo.write("packages/a/package.json", '{"name": "a"}\n');
    const { code, stderr } = init(join(repo.dir, "packages/a"));
    expect([code, stderr]).toEqual([2, expect.stringContaining("nodeLinker: node-modules")]);
    expect(existsSync(join(repo.dir, ".husky"))).toBe(false);
  });
});

test("where packages are installed outside of a repository there is nothing to wire", () => {
  const folder = join(repo.base, "image");
  mkdirSync(folder);
  const { code, stdout } = init(folder, { npm_lifecycle_event: "prepare" });
  expect([code, stdout]).toEqual([0, expect.stringContaining("no git repository")]);
});

describe("an error changes nothing", () => {
  const expectError = (outcome: Outcome, says: string) => {
    expect(outcome.stderr.replace(/\s+/g, " ")).toContain(says);
    expect(outcome.code).toBe(2);
  };

  test("no repository", () => {
    const folder = join(repo.base, "plain");
    mkdirSync(folder);
    expectError(init(folder), "there is no git repository");
    expect(readdirSync(folder)).toEqual([]);
  });

  test("a bare repository", () => {
    const bare = join(repo.base, "bare.git");
    repo.git("init", "--quiet", "--bare", bare);
    expectError(init(bare), "no work tree");
  });

  test.each([
    ["a broken package.json", () => repo.write("package.json", "{"), "package.json is not valid JSON"],
    [
      "a hook that is a link",
      () => {
        repo.write("real-hook", "true\n");
        mkdirSync(join(repo.dir, ".husky"));
        symlinkSync("../real-hook", join(repo.dir, ".husky/pre-commit"));
      },
      "symbolic link",
    ],
    [
      "husky 8",
      () => {
        rmSync(join(repo.dir, "node_modules"));
        repo.write("node_modules/husky/package.json", '{"name":"husky","main":"lib"}');
        repo.write("node_modules/husky/lib/index.js", "");
      },
      "keylatch needs husky 9 Nothing was changed. Install it, then run `npx keylatch init` again: npm install --save-dev husky@9",
    ],
    [
      "husky 4",
      () => {
        rmSync(join(repo.dir, "node_modules"));
        repo.write("node_modules/husky/package.json", '{"name":"husky"}');
        repo.write("node_modules/husky/husky.js", "");
      },
      "keylatch needs husky 9 Nothing was changed.",
    ],
    [
      "no package.json and no packages",
      () => {
        rmSync(join(repo.dir, "package.json"));
        rmSync(join(repo.dir, "node_modules"));
      },
      "there is no package.json here",
    ],
    [
      "a husky that does nothing",
      () => {
        rmSync(join(repo.dir, "node_modules"));
        repo.write("node_modules/husky/package.json", '{"name":"husky","main":"index.js"}');
        repo.write("node_modules/husky/index.js", "");
        repo.write("node_modules/husky/bin.js", "");
      },
      "husky did not make the hooks live here",
    ],
    ["a file in the place of a folder", () => repo.write(".keylatch", "x\n"), ".keylatch"],
  ])("%s", (_, spoil, says) => {
    repo.linkPackage();
    spoil();
    const [before, folders] = [tree(repo.dir), readdirSync(repo.dir)];
    expectError(init(), says);
    expect([tree(repo.dir), readdirSync(repo.dir)]).toEqual([before, folders]);
  });
});
