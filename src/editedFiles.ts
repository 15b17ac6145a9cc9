import { lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type JudgedFinding, placeKey } from "./finding.ts";
import { isFile } from "./fragment.ts";
import { staged, unstaged } from "./git/changedFiles.ts";
import { contentsOf } from "./git/objects.ts";
import type { Repo } from "./git/repo.ts";

/** More findings than this are not looked at: no command names as many files. */
const MOST = 12;
/** Bytes of the longest file that is read again. */
const LONGEST = 1 << 20;

/**
 * Files of findings that the work tree has with changes that are no part of what was checked: a command that takes the
 * whole file brings them along. `true` where the line of the secret is as it was: who has changed it is at work on that.
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
    const isThere = content !== null && holds(join(top, path), content, line);
    edited.set(path, isThere || edited.get(path) === true);
  }
  return edited;
}

/** Whether a file on disk has a line of some content. */
function holds(file: string, content: Buffer, line: number): boolean {
  const text = content.length > LONGEST ? undefined : content.toString("latin1").split("\n")[line - 1];
  const stat = lstatSync(file, { throwIfNoEntry: false });
  if (text === undefined || !stat?.isFile() || stat.size > LONGEST) return false;
  return readFileSync(file, "latin1").includes(text.replace(/\r$/, ""));
}
