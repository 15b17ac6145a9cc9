import { join } from "node:path";
import { KeylatchError } from "../errors.ts";
import { entriesOf, setEntries, writeBlob } from "../git/entries.ts";
import { type Repo, workTree } from "../git/repo.ts";
import { hashOf } from "../hash.ts";
import { type Backup, type FileBackup, forget, keep, newId } from "./backup.ts";
import { ENV } from "./envFile.ts";
import type { Plan } from "./plan.ts";
import { undo } from "./undo.ts";
import { type FileChange, workFile } from "./workFile.ts";
import { appendTo, replaceFile } from "./writeFile.ts";

/**
 * Carries out a plan. The order (backup, `.gitignore`, `.env`, index, work tree) makes sure that no value is lost if it
 * stops half-way. A failure is undone.
 * @returns the id that `undo` takes
 * @throws {KeylatchError} `changed-meanwhile`
 */
export async function apply(repo: Repo, plan: Plan): Promise<string> {
  const top = workTree(repo);
  await requireUnchanged(repo, plan);
  const oids = await Promise.all(plan.files.map(({ index }) => writeBlob(repo, index.after)));
  const backup = backupOf(repo, plan, oids);
  await keep(repo, backup);
  try {
    const [ignore, files] = [plan.files.filter(isIgnore), plan.files.filter((file) => !isIgnore(file))];
    await writeAll(top, ignore);
    if (plan.env !== null) {
      const { before, after } = plan.env;
      await appendTo(join(top, ENV), after.subarray(before?.bytes.length ?? 0), before === null);
    }
    await setEntries(repo, await nextEntries(repo, plan.files, oids));
    await writeAll(top, files);
  } catch (error) {
    await undo(repo, backup);
    await forget(repo, backup.id);
    throw error;
  }
  return backup.id;
}

function isIgnore({ path }: FileChange): boolean {
  return path === ".gitignore";
}

async function writeAll(top: string, files: readonly FileChange[]): Promise<void> {
  for (const { path, work } of files)
    if (work !== null) await replaceFile(join(top, path), work.after, work.before?.mode ?? 0o644);
}

async function nextEntries(repo: Repo, files: readonly FileChange[], oids: readonly string[]) {
  const there = await entriesOf(
    repo,
    files.map(({ path }) => path),
  );
  return files.map(({ path, index }, at) => ({
    path,
    mode: index.mode,
    oid: oids[at] as string,
    tag: there.get(path)?.tag ?? "H",
  }));
}

function backupOf(repo: Repo, { files, env }: Plan, oids: readonly string[]): Backup {
  const entries = files.map(({ path, index }, at) => ({
    path,
    mode: index.mode,
    before: index.before && { oid: index.before.oid, bytes: index.before.bytes.toString("base64") },
    after: oids[at] as string,
  }));
  const own = files.flatMap(({ path, work }) => (work === null ? [] : [{ path, ...work }]));
  const all = env === null ? own : [...own, { path: ENV, ...env }];
  const kept = all.map(
    ({ path, before, after }): FileBackup => ({
      path,
      mode: before?.mode ?? 0o644,
      before: before?.bytes.toString("base64") ?? null,
      after: hashOf("sha256", after),
    }),
  );
  return { id: newId(), head: repo.head, entries, files: kept };
}

/** While a person reads the diff, an editor may save a file or `git add` may run. @throws {KeylatchError} `changed-meanwhile` */
async function requireUnchanged(repo: Repo, { files, env }: Plan): Promise<void> {
  const there = await entriesOf(
    repo,
    files.map(({ path }) => path),
  );
  const works = [
    ...files.flatMap(({ path, work }) => (work === null ? [] : [{ path, before: work.before }])),
    ...(env === null ? [] : [{ path: ENV, before: env.before }]),
  ];
  for (const { path, index } of files) if (there.get(path)?.oid !== index.before?.oid) throw changed(path);
  for (const { path, before } of works) {
    const now = await workFile(workTree(repo), path);
    if (
      now === null || before === null
        ? now !== before
        : typeof now === "string" || !now.bytes.equals(before.bytes)
    )
      throw changed(path);
  }
}

function changed(path: string): KeylatchError {
  return new KeylatchError("changed-meanwhile", `${path} changed while keylatch fix was running`, {
    hint: "Nothing was changed. Run `keylatch fix` again.",
  });
}
