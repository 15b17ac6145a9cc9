import { isUtf8 } from "node:buffer";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { isKnown, isPolicy } from "../config/known.ts";
import { type ChangedPath, parseEntry, type StagedChange } from "../git/changes.ts";
import { mayNameKeys } from "../mayNameKeys.ts";
import type { ByteStream } from "./byteStream.ts";
import { StagedObjects } from "./stagedObjects.ts";

/** A staged change without anything that could be a key, and the folder for its receipt. */
export interface CleanChange {
  readonly commonDir: string;
  readonly change: StagedChange;
}

/**
 * Reads what `pre-commit.sh` prints. Only a plain case is answered: a commit on a branch, a configuration that is known, and
 * no text in which a detector finds anything. For all else the answer is `null`, and the whole command has to look.
 * @throws {Error} when the stream is not whole
 */
export async function cleanChange(
  stream: ByteStream,
  env: Readonly<Record<string, string | undefined>>,
): Promise<CleanChange | null> {
  const [top, gitDir, commonDir] = [stream.text(), stream.text(), stream.text()];
  const [head, policy] = [stream.line(), stream.line()];
  if (!OID.test(head) || isMerge(gitDir, env)) return null;
  // git gives the question back where there is no such folder.
  if (!isKnown({ commonDir }, OID.test(policy) ? policy : null)) return null;
  // A fix that can be undone ends with the commit.
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
    // To wait for what is there takes as long as to read a file.
    if (answer !== true && !(await answer)) return null;
  }
  if (!objects.isWhole()) return null;
  return { commonDir, change: { commit: null, parents: [head], paths, isSealed: false } };
}

const OID = /^[0-9a-f]{40,64}$/;

function isMerge(gitDir: string, env: Readonly<Record<string, string | undefined>>): boolean {
  return env.GIT_REFLOG_ACTION !== undefined || existsSync(join(gitDir, "MERGE_HEAD"));
}

/** `:100644 100644 <old> <new> M<tab>path` for each path; `null` when git had to quote one, and for one that is no UTF-8. */
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
