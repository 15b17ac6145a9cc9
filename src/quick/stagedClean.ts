import { isUtf8 } from "node:buffer";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { isKnown, isPolicy } from "../config/known.ts";
import { type ChangedPath, parseEntry, type StagedChange } from "../git/changes.ts";
import { mayNameKeys } from "../search/mayNameKeys.ts";
import type { ByteStream } from "./byteStream.ts";
import { StagedObjects } from "./stagedObjects.ts";

/** A staged change without keys, and the git directory for its receipt. */
export interface CleanChange {
  readonly commonDir: string;
  readonly change: StagedChange;
}

/**
 * Checks what `pre-commit.sh` prints. Returns the change only in the plain case: a commit on a branch, a `.keylatch`
 * folder that is known to be valid, and no detector finds anything. Otherwise it returns `null`, and the whole command
 * has to check.
 * @throws {Error} if the stream is cut off
 */
export async function cleanChange(
  stream: ByteStream,
  env: Readonly<Record<string, string | undefined>>,
): Promise<CleanChange | null> {
  const [top, gitDir, commonDir] = [stream.text(), stream.text(), stream.text()];
  const [head, policy] = [stream.line(), stream.line()];
  if (!OID.test(head) || isMerge(gitDir, env)) return null;
  // Without such a folder git prints the argument instead of an oid.
  if (!isKnown({ commonDir }, OID.test(policy) ? policy : null)) return null;
  // After a commit a fix can no longer be undone: the whole command deletes its backup.
  if (existsSync(join(gitDir, "keylatch/fix"))) return null;
  const paths = entries(stream);
  if (
    paths === null ||
    paths.some(({ path }) => isPolicy(path)) ||
    mayNameKeys(paths.map(({ path }) => path))
  )
    return null;
  const objects = new StagedObjects(stream, top);
  for (const entry of paths) {
    const answer = objects.isClean(entry);
    // Awaiting a result that is already there takes as long as reading a file.
    if (answer !== true && !(await answer)) return null;
  }
  if (!objects.isWhole()) return null;
  return { commonDir, change: { commit: null, parents: [head], paths, isSealed: false } };
}

const OID = /^[0-9a-f]{40,64}$/;

function isMerge(gitDir: string, env: Readonly<Record<string, string | undefined>>): boolean {
  return env.GIT_REFLOG_ACTION !== undefined || existsSync(join(gitDir, "MERGE_HEAD"));
}

/** Parses `:100644 100644 <old> <new> M<tab>path` per line; `null` if a path is quoted or not UTF-8. */
function entries(stream: ByteStream): ChangedPath[] | null {
  const bytes = stream.until(CONTENT);
  if (!isUtf8(bytes)) return null;
  const paths: ChangedPath[] = [];
  for (const line of bytes.toString("utf8").split("\n")) {
    if (line === "") continue; // nothing is staged
    const tab = line.indexOf("\t");
    if (line[tab + 1] === '"') return null;
    paths.push(parseEntry(line.slice(0, tab), line.slice(tab + 1)));
  }
  return paths;
}
const CONTENT = Buffer.from("\ncontent\n");
