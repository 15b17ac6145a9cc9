import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** Outside of the tree, and kept: what is there once needs no network again. */
const CACHE = process.env.KEYLATCH_TEST_CACHE ?? join(homedir(), ".cache/keylatch-tests");
const PATIENCE = 300_000;

/** Programs and packages that snippets are checked with. */
export type Toolchain = { readonly folder: string } | { readonly missing: string };

/**
 * Installs something into the cache, or finds it there.
 * @param what names it with its versions: another text is another folder
 * @param install fills the folder
 * @throws whatever `install` throws is the reason why the tests that need it are skipped
 */
export function toolchain(what: string, install: (folder: string) => void): Toolchain {
  const hash = createHash("sha256").update(what).digest("hex").slice(0, 12);
  const folder = join(CACHE, `${/^\w+/.exec(what)?.[0]}-${hash}`);
  if (existsSync(folder)) return { folder };
  mkdirSync(CACHE, { recursive: true });
  const fresh = mkdtempSync(join(CACHE, "new-"));
  try {
    install(fresh);
    renameSync(fresh, folder);
    return { folder };
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    // Another run was faster.
    return existsSync(folder) ? { folder } : { missing: (error as Error).message.split("\n")[0] as string };
  }
}

/** The same for packages of Python. `venv/bin/python` in its folder has them. */
export function pythonToolchain(name: string, packages: readonly string[]): Toolchain {
  return toolchain(`${name} ${packages.join(" ")}`, (folder) => {
    run("python3", ["-c", "import sys; assert sys.version_info >= (3, 10), 'it is older than 3.10'"], folder);
    // The scripts in bin/ name the folder they were made in; python itself does not mind being moved.
    run("python3", ["-m", "venv", "--copies", "venv"], folder);
    const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
    run("venv/bin/python", [...pip, ...packages], folder);
  });
}

/** Runs a program to its end; its standard output. */
export function run(command: string, args: readonly string[], cwd: string, env = {}): string {
  const answer = spawnSync(command, args, {
    cwd,
    env: { ...process.env, ...env },
    timeout: PATIENCE,
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  if (answer.error) throw answer.error;
  if (answer.status !== 0)
    throw new Error(`${command} ended with ${answer.status}: ${answer.stderr}${answer.stdout}`);
  return answer.stdout;
}

/** Tests that need a toolchain; where it cannot be had they are skipped, and their name says so. */
export function withToolchain(name: string, found: Toolchain, tests: (folder: string) => void): void {
  if ("folder" in found) describe(name, () => tests(found.folder));
  else
    test.skip(`${name}: skipped, it is not available here (${found.missing.slice(0, 100)})`, () => undefined);
}
