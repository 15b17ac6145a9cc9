import { lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type JudgedFinding, placeKey } from "./finding.ts";
import { isFile } from "./fragment.ts";
import { staged, unstaged } from "./git/changedFiles.ts";
import { contentsOf } from "./git/objects.ts";
import type { Repo } from "./git/repo.ts";
import { absentAsNull } from "./isAbsent.ts";

/** Most findings that are looked at: no printed command names more files. */
const MOST = 12;
/** Largest file that is compared, in bytes. */
const LONGEST = 1 << 20;

/**
 * Files with findings that were edited after what was checked, so that a command that takes a whole file (`git add`)
 * would include those edits. The value says whether the line of the secret is unchanged: otherwise the person is already fixing it.
 */
export async function editedFiles(
  repo: Repo,
  findings: readonly JudgedFinding[],
): Promise<ReadonlyMap<string, boolean>> {
  const { top, head } = repo;
  const files = findings.filter(({ path }) => isFile(path)).slice(0, MOST);
  if (top === null || files.length === 0) return new Map();
  const paths = [...new Set(files.map(({ path }) => path))];
  const onDisk = await unstaged(repo, paths);
  const inIndex = head === null ? new Set<string>() : await staged(repo, paths);
  const changed = files.filter(
    ({ path, commit }) => onDisk.has(path) || (commit !== null && inIndex.has(path)),
  );
  const contents = await contentsOf(repo, changed.map(placeKey));
  const edited = new Map<string, boolean>();
  for (const [index, { path, line }] of changed.entries()) {
    const content = contents[index] ?? null;
    const isThere = content !== null && containsLine(join(top, path), content, line);
    edited.set(path, isThere || edited.get(path) === true);
  }
  return edited;
}

/** Whether a file on disk still contains a line of some content. @param line 1-based */
function containsLine(file: string, content: Buffer, line: number): boolean {
  const text = content.length > LONGEST ? undefined : content.toString("latin1").split("\n")[line - 1];
  const stat = absentAsNull(() => lstatSync(file));
  if (text === undefined || !stat?.isFile() || stat.size > LONGEST) return false;
  return readFileSync(file, "latin1").includes(text.replace(/\r$/, ""));
}
