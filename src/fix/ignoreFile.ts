import { join } from "node:path";
import { entriesOf, isIgnored } from "../git/entries.ts";
import { existingObjects, wholeOf } from "../git/objects.ts";
import { type Repo, workTree } from "../git/repo.ts";
import { ENV } from "./envFile.ts";
import { TextFile } from "./textFile.ts";
import { type FileChange, workFile } from "./workFile.ts";

const PATH = ".gitignore";
const LINE = `/${ENV}`;

/**
 * The change that makes git ignore `.env`.
 * @returns `null` if git ignores it already, `"unusable"` if `.gitignore` cannot be changed
 */
export async function ignoreChange(repo: Repo): Promise<FileChange | null | "unusable"> {
  const top = workTree(repo);
  if (await isIgnored(repo, join(top, ENV))) return null;
  const entry = (await entriesOf(repo, [PATH])).get(PATH);
  const work = await workFile(top, PATH);
  if (typeof work === "string" || (entry !== undefined && !entry.mode.startsWith("100"))) return "unusable";
  let staged: { oid: string; bytes: Buffer } | null = null;
  if (entry !== undefined) {
    for await (const { pieces } of existingObjects(repo, [entry.oid]))
      staged = { oid: entry.oid, bytes: await wholeOf(pieces) };
  }
  const before = new TextFile(staged?.bytes ?? Buffer.alloc(0));
  return {
    path: PATH,
    index: { mode: entry?.mode ?? "100644", before: staged, after: withLine(before) },
    work: { before: work, after: withLine(new TextFile(work?.bytes ?? Buffer.alloc(0))) },
    kept: null,
    hunks: [{ line: before.lineOf(before.text.length), removed: [], added: [LINE] }],
  };
}

function withLine(file: TextFile): Buffer {
  const { length } = file.text;
  const newline = length === 0 || file.text.endsWith("\n") ? "" : "\n";
  return file.edited([{ start: length, end: length, text: `${newline}${LINE}\n` }]);
}
