import { appendFileSync, mkdirSync, renameSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import type { ChangedPath, StagedChange } from "../git/changes.ts";
import type { Repo } from "../git/repo.ts";
import { sha256 } from "../sha256.ts";
import { version } from "../version.ts";

/** What the pre-commit hook said about a change, on this machine. Holds no secret, and no name of a file. */
export interface Receipt {
  /** UTC, ISO 8601. */
  readonly time: string;
  readonly result: "passed" | "overridden" | "blocked";
  /** Oids of what the change was compared with: HEAD, and the other parents of a merge; empty before the first commit. */
  readonly parents: readonly string[];
  /** {@link changeDigest} of the change. */
  readonly change: string;
  readonly keylatch: string;
}

/** Bytes after which a new file is begun, by node. Two are kept: some 5,000 runs of the hook at least. */
const FULL = 1 << 20;

/** The file that receipts are appended to, shared by all work trees, and the one before it. */
export function receiptFiles({ commonDir }: Pick<Repo, "commonDir">): [current: string, before: string] {
  const file = join(commonDir, "keylatch/receipts");
  return [file, `${file}.old`];
}

/** Stands for what a change makes of the paths it touches, the same for an index and for the commit made of it: 32 hex digits. `pre-commit.sh` tells the same. */
export function changeDigest(paths: readonly ChangedPath[]): string {
  // Submodules are left out: settings can hide them from git's comparison.
  const entries = paths.filter(({ mode }) => mode !== "160000").sort((a, b) => (a.path < b.path ? -1 : 1));
  // A name can hold a line feed, but no NUL.
  const lines = entries.map(({ mode, oid, path }) => `${oid} ${mode} ${path.replaceAll("\n", "\0")}\n`);
  return sha256(lines.join("")).slice(0, 32);
}

/**
 * Notes in the git directory that the hook has seen a change.
 * @returns `null`, or the system's code when it could not be written
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

/** One write of a few hundred bytes: those of other processes come before or after it. A torn line ends at the next newline. */
function append(repo: Pick<Repo, "commonDir">, line: string): void {
  const [file, before] = receiptFiles(repo);
  const size = statSync(file, { throwIfNoEntry: false })?.size;
  if (size === undefined) mkdirSync(dirname(file), { recursive: true });
  else if (size > FULL) renameSync(file, before);
  appendFileSync(file, line);
}
