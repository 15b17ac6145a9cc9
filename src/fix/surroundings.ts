import { trackedFiles } from "../git/changes.ts";
import { wholeOf } from "../git/objects.ts";
import type { Repo } from "../git/repo.ts";
import { namedBlobs } from "../sources/namedBlobs.ts";
import type { Surroundings } from "./edit.ts";

const TERRAFORM = /\.tf$/i;
const DECLARATION = /^[ \t]*variable[ \t]+"([\w-]+)"/gm;

/** What a fix has to know about the other files in the index. */
export async function surroundings(repo: Repo, files: readonly { path: string }[]): Promise<Surroundings> {
  const tracked = await trackedFiles(repo);
  const folders = new Set(files.filter(({ path }) => TERRAFORM.test(path)).map(({ path }) => folderOf(path)));
  const neighbours = tracked.filter(({ path }) => TERRAFORM.test(path) && folders.has(folderOf(path)));
  /** Path of the file that declares a variable, by folder and name. */
  const declared = new Map<string, string>();
  for await (const { blob, pieces } of namedBlobs(repo, neighbours)) {
    const { path } = blob;
    const text = (await wholeOf(pieces)).toString("utf8");
    for (const [, name] of text.matchAll(DECLARATION)) declared.set(folderOf(path) + name, path);
  }
  return {
    tracked: new Set(tracked.map(({ path }) => path)),
    declares(path, variable) {
      const key = folderOf(path) + variable;
      if (!declared.has(key)) declared.set(key, path);
      return declared.get(key) === path;
    },
  };
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}
