import { appendFileSync, mkdirSync, renameSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import type { ChangedPath, StagedChange } from "../git/changes.ts";
import type { Repo } from "../git/repo.ts";
import { sha256 } from "../sha256.ts";
import { version } from "../version.ts";

/** A note of the pre-commit hook's result for a change, on this machine. Contains no secret and no file name. */
export interface Receipt {
  /** UTC, ISO 8601. */
  readonly time: string;
  readonly result: "passed" | "overridden" | "blocked";
  /** Oids that the change was compared with: HEAD, and the other parents of a merge; empty before the first commit. */
  readonly parents: readonly string[];
  /** {@link changeDigest} of the change. */
  readonly change: string;
  readonly keylatch: string;
}

/** Size at which a new file is started, in bytes; only by node, not by `pre-commit.sh`. Two files are kept: at least 5,000 receipts. */
const FULL = 1 << 20;

/** The file that receipts are appended to, shared by all work trees, and its predecessor. */
export function receiptFiles({ commonDir }: Pick<Repo, "commonDir">): [current: string, before: string] {
  const file = join(commonDir, "keylatch/receipts");
  return [file, `${file}.old`];
}

/** Identifies a change by the resulting content of its paths, so that the index and the commit made of it have the same: 32 hex digits. `pre-commit.sh` computes it as well. */
export function changeDigest(paths: readonly ChangedPath[]): string {
  // Without submodules, which settings can hide from git's comparison.
  const entries = paths.filter(({ mode }) => mode !== "160000").sort((a, b) => (a.path < b.path ? -1 : 1));
  // A path may contain a newline, but no NUL.
  const lines = entries.map(({ mode, oid, path }) => `${oid} ${mode} ${path.replaceAll("\n", "\0")}\n`);
  return sha256(lines.join("")).slice(0, 32);
}

/**
 * Writes a receipt for a change that the hook has checked.
 * @returns `null`, or the system's error code if it could not be written
 */
export function leaveReceipt(
  repo: Pick<Repo, "commonDir">,
  { parents, paths }: StagedChange,
  result: Receipt["result"],
): string | null {
  const receipt: Receipt = {
    time: new Date().toISOString(),
    result,
    parents,
    change: changeDigest(paths),
    keylatch: version,
  };
  try {
    append(repo, `\n${JSON.stringify(receipt)}\n`);
    return null;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return code;
  }
}

/** Appends with a single write, so that concurrent processes do not mix their lines. A line begins with a newline too, which ends a torn one. */
function append(repo: Pick<Repo, "commonDir">, line: string): void {
  const [file, before] = receiptFiles(repo);
  const size = statSync(file, { throwIfNoEntry: false })?.size;
  if (size === undefined) mkdirSync(dirname(file), { recursive: true });
  else if (size > FULL) renameSync(file, before);
  appendFileSync(file, line);
}
