import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** What a command left behind. */
export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly input?: string | Buffer;
}

/** A real repository in a temporary folder, with a home of its own: no setting of this machine reaches it. */
export class TestRepo {
  /** Holds everything; deleted by `remove`. */
  readonly base: string;
  readonly dir: string;
  readonly env: Readonly<Record<string, string | undefined>>;

  /** @param init arguments for `git init`; `null` makes a plain folder; a repository is copied as it is */
  constructor(init: readonly string[] | TestRepo | null = []) {
    this.base = realpathSync(mkdtempSync(join(tmpdir(), "keylatch-test-")));
    this.dir = join(this.base, "repo");
    const home = join(this.base, "home");
    this.env = isolatedEnvironment(home);
    if (init instanceof TestRepo) {
      cpSync(init.base, this.base, { recursive: true, verbatimSymlinks: true });
      return;
    }
    mkdirSync(this.dir);
    mkdirSync(home);
    if (init !== null) this.git("init", "--quiet", "--initial-branch=main", ...init);
  }

  /** Runs a program in the repository. */
  run(command: string, args: readonly string[], options: RunOptions = {}): Outcome {
    const { status, stdout, stderr, error } = spawnSync(command, args, {
      cwd: options.cwd ?? this.dir,
      env: { ...this.env, ...options.env } as NodeJS.ProcessEnv,
      input: options.input ?? "",
      maxBuffer: 1 << 28,
    });
    // What ends before it has read its input is no failure; newer node says so.
    if (error && (error as NodeJS.ErrnoException).code !== "EPIPE") throw error;
    return { code: status, stdout: stdout.toString(), stderr: stderr.toString() };
  }

  /** Runs git, which has to succeed; its standard output without the final newline. */
  git(...args: string[]): string {
    const { code, stdout, stderr } = this.run("git", args);
    if (code !== 0) throw new Error(`git ${args.join(" ")} ended with ${code}: ${stderr}`);
    return stdout.replace(/\n$/, "");
  }

  /** Writes a file, making its folders. */
  write(path: string, content: string | Buffer): void {
    const full = join(this.dir, path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, content);
  }

  /** Writes files and stages everything, ignored or not. */
  stage(files: Readonly<Record<string, string | Buffer>>): void {
    for (const [path, content] of Object.entries(files)) this.write(path, content);
    this.git("add", "--all", "--force");
  }

  /** Writes files and commits them without hooks; the new commit's oid. */
  commit(files: Readonly<Record<string, string | Buffer>>, message = "change"): string {
    for (const [path, content] of Object.entries(files)) this.write(path, content);
    this.git("add", "--all");
    this.git("commit", "--quiet", "--no-verify", "--allow-empty", "--message", message);
    return this.git("rev-parse", "HEAD");
  }

  /** Installs the packed keylatch, as `npm install` would, and runs `keylatch init`; everything is committed. */
  install(): void {
    this.linkPackage();
    this.keylatch("init");
    this.commit({}, "install keylatch");
  }

  /** A package.json that has keylatch, and a node_modules folder with it. */
  linkPackage(): void {
    const manifest = {
      name: "scratch",
      private: true,
      scripts: { prepare: "husky" },
      devDependencies: { husky: "^9.1.7", keylatch: "*" },
    };
    this.write("package.json", `${JSON.stringify(manifest, null, 2)}\n`);
    this.write(".gitignore", "node_modules\n");
    symlinkSync(
      join(process.env.KEYLATCH_TEST_PACKAGE as string, "node_modules"),
      join(this.dir, "node_modules"),
    );
  }

  /** Runs the packed keylatch. */
  keylatch(...args: string[]): Outcome {
    return this.run(process.execPath, [keylatchBin(), ...args]);
  }

  /** The same with variables of its own. */
  keylatchWith(env: RunOptions["env"] & object, ...args: string[]): Outcome {
    return this.run(process.execPath, [keylatchBin(), ...args], { env });
  }

  remove(): void {
    rmSync(this.base, { recursive: true, force: true });
  }
}

/** The packed command. */
export function keylatchBin(): string {
  return join(process.env.KEYLATCH_TEST_PACKAGE as string, "node_modules/keylatch/dist/keylatch.cjs");
}

/** The environment without git's, npm's, agents' and colour variables, and with a home of its own. */
function isolatedEnvironment(home: string): Record<string, string | undefined> {
  const kept = ["PATH", "TMPDIR", "SystemRoot", "ComSpec", "PATHEXT"];
  return {
    ...Object.fromEntries(kept.map((name) => [name, process.env[name]])),
    HOME: home,
    XDG_CONFIG_HOME: join(home, ".config"),
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_AUTHOR_NAME: "Robin Doe",
    GIT_AUTHOR_EMAIL: "robin@example.com",
    GIT_COMMITTER_NAME: "Robin Doe",
    GIT_COMMITTER_EMAIL: "robin@example.com",
    LANG: "C.UTF-8",
  };
}
