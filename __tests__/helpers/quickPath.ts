import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { keylatchBin, type TestRepo } from "./repo.ts";

/** The scripts do without node only with this one. */
export const hasGnuGrep = spawnSync("grep", ["--version"]).stdout?.includes("GNU grep") === true;

/** The exit code of the small file where it leaves the answer to the rest. */
export const LEFT = 77;

/** Puts beside a repository the hooks' scripts, the small file and the detectors: where it needs the rest, it fails. */
export function addQuickPath({ base }: TestRepo): void {
  putFiles(base, "plain.sh", "pre-commit.sh", "pre-push.sh", "quick.cjs", "detectors.cjs");
  writeFileSync(join(base, "main.cjs"), `exports.start = () => { process.exitCode = ${LEFT}; };\n`);
  mkdirSync(join(base, "bin"));
  // What node is told is printed instead.
  putProgram(base, "node", "exec cat");
}

/** A remote that is nowhere, and has what HEAD has. */
export function addRemote(repo: TestRepo): void {
  repo.git("remote", "add", "origin", "/nowhere.git");
  repo.git("update-ref", "refs/remotes/origin/main", "HEAD");
}

/** Lets the scripts do without node where they can: what they start in its place fails. */
export function addGrep({ base }: TestRepo): void {
  putFiles(base, "words.grep", "runs.grep", "shapes.grep");
  putProgram(base, "node", `exit ${LEFT}`);
}

function putFiles(base: string, ...files: readonly string[]): void {
  for (const file of files) copyFileSync(join(dirname(keylatchBin()), file), join(base, file));
}

/** What a script starts by a name. */
export function putProgram(base: string, name: string, command: string): void {
  const file = join(base, "bin", name);
  writeFileSync(file, `#!/bin/sh\n${command}\n`);
  chmodSync(file, 0o755);
}

/** A PATH with that before all. */
export function pathOf(base: string): string {
  return [join(base, "bin"), process.env.PATH].join(delimiter);
}
