import { rm } from "node:fs/promises";
import { join } from "node:path";
import { policyFolder } from "../config/known.ts";
import type { Config } from "../config/schema.ts";
import { KeylatchError } from "../errors.ts";
import { isFiltered } from "../git/attributes.ts";
import { type Repo, workTree } from "../git/repo.ts";
import { indexSnapshot } from "../git/snapshot.ts";
import { stage } from "../git/stage.ts";
import { newSalt, saltPath } from "../salt.ts";
import { attributesPath, attributesText, recordsProbe } from "./attributes.ts";
import { type OverrideRecord, overridesFolder } from "./record.ts";
import { ensured, writeRecord } from "./writeRecord.ts";

/** Writes a record and stages it in the commit being made, after {@link stageSalt}. @returns its path from the top */
export async function stageRecord(
  repo: Repo,
  record: OverrideRecord,
  policy: Config["override"],
): Promise<string> {
  const { path, bytes, isOld } = await writeRecord(repo, record, policy);
  try {
    await stage(repo, path, bytes);
  } catch (error) {
    if (!isOld) await rm(join(workTree(repo), path), { force: true });
    throw error;
  }
  return path;
}

/** Rejects a link or a submodule in place of the folders of records: it would lead out of the repository. */
async function requireFolder(repo: Repo): Promise<void> {
  const files = await indexSnapshot(repo).files(policyFolder);
  const wrong = files.find(({ path }) => path === policyFolder || path === overridesFolder);
  if (wrong === undefined) return;
  const is = wrong.bytes === null ? wrong.is : "a file";
  throw new KeylatchError(
    "no-folder",
    `${wrong.path} is ${is} in this commit, so no record can be put below it`,
    { hint: `Nothing was let through. Make ${wrong.path} a folder of this repository.` },
  );
}

/**
 * Stages the repository's salt in the commit being made, unless the index has it, and attributes that keep git from
 * changing records, if they are needed.
 * @throws {KeylatchError} `no-folder` if neither salt nor record can be added to the commit
 */
export async function stageSalt(repo: Repo): Promise<void> {
  await requireFolder(repo);
  const index = indexSnapshot(repo);
  if ((await index.read(saltPath)) === null) await stage(repo, saltPath, await ensureSalt(repo));
  if (await isFiltered(repo, recordsProbe, "index"))
    await stage(repo, attributesPath, await ensured(repo, attributesPath, () => attributesText));
}

/** The salt in the work tree; creates it if there is none. */
export async function ensureSalt(repo: Repo): Promise<Buffer> {
  return ensured(repo, saltPath, newSalt);
}
