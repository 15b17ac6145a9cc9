import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { KeylatchError } from "../errors.ts";
import { type Repo, workTree } from "../git/repo.ts";
import { currentSnapshot, indexSnapshot } from "../git/snapshot.ts";
import { stage } from "../git/stage.ts";
import { newSalt, saltPath } from "../salt.ts";
import { writeRecord } from "./override.ts";
import type { OverrideRecord } from "./record.ts";

/** Writes a record and makes it part of the commit that is being made; its path from the top. */
export async function stageRecord(repo: Repo, record: OverrideRecord, maxDays: number): Promise<string> {
  const { path, bytes } = await writeRecord(repo, record, maxDays);
  await stage(repo, path, bytes);
  return path;
}

/** Makes the repository's salt part of the commit that is being made, when it is not in the index yet. */
export async function stageSalt(repo: Repo): Promise<void> {
  if ((await indexSnapshot(repo).read(saltPath)) !== null) return;
  await stage(repo, saltPath, await ensureSalt(repo));
}

/**
 * The salt in the work tree, made now when there is none.
 * @throws {KeylatchError} `salt-not-written`
 */
export async function ensureSalt(repo: Repo): Promise<Buffer> {
  const there = await currentSnapshot(repo).read(saltPath);
  if (there !== null) return there;
  const file = join(workTree(repo), saltPath);
  const bytes = Buffer.from(newSalt());
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, bytes, { flag: "wx" });
  } catch (cause) {
    throw new KeylatchError(
      "salt-not-written",
      `${saltPath} cannot be written (${(cause as NodeJS.ErrnoException).code})`,
      {
        hint: "Nothing was let through. Make the folder writable and try again.",
        cause,
      },
    );
  }
  return bytes;
}
