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

/** Writes a record and makes it part of the commit that is being made, after {@link stageSalt}; its path from the top. */
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

/** A record goes below folders; a link or a submodule in their place would lead out of the repository. */
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
 * Makes the repository's salt part of the commit that is being made, when it is not in the index yet, and attributes that
 * keep a record as it is, where others would change it.
 * @throws {KeylatchError} `no-folder` where neither salt nor record can be put into the commit
 */
export async function stageSalt(repo: Repo): Promise<void> {
  await requireFolder(repo);
  const index = indexSnapshot(repo);
  if ((await index.read(saltPath)) === null) await stage(repo, saltPath, await ensureSalt(repo));
  if (await isFiltered(repo, recordsProbe, "index"))
    await stage(repo, attributesPath, await ensured(repo, attributesPath, () => attributesText));
}

/** The salt in the work tree, made now when there is none. */
export async function ensureSalt(repo: Repo): Promise<Buffer> {
  return ensured(repo, saltPath, newSalt);
}
