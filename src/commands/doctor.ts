import { type Arguments, reportOptions } from "../commandOptions.ts";
import { loadConfig } from "../config/load.ts";
import { huskySettings } from "../doctor/causes.ts";
import { type Diagnosis, isProtected } from "../doctor/diagnosis.ts";
import { examine, nodeFolder } from "../doctor/examine.ts";
import { openRepo, workTree } from "../git/repo.ts";
import { indexSnapshot } from "../git/snapshot.ts";
import { worktrees } from "../git/worktrees.ts";
import type { ExitCode, Io } from "../io.ts";
import { doctorJson, doctorText } from "../report/doctorText.ts";
import { chooseStyle } from "../report/style.ts";

/**
 * Proves that commits and pushes are checked in every work tree: sends a made-up key through the real hooks, in a scratch
 * repository. Nothing is left behind. Answers on stdout.
 * @returns 0 if all are protected, else 1
 */
export async function doctor(io: Io, args: Arguments): Promise<ExitCode> {
  const repo = await openRepo(io);
  workTree(repo);
  await loadConfig(indexSnapshot(repo));
  // The main work tree comes first.
  const [first, ...linked] = await worktrees(repo);
  const diagnoses: Diagnosis[] = [];
  if (first !== undefined) diagnoses.push(await examine(repo, first, null));
  for (const tree of linked) diagnoses.push(await examine(repo, tree, first?.path ?? null));
  diagnoses.sort((a, b) => Number(b.isCurrent) - Number(a.isCurrent));
  const settings = { huskySettings: huskySettings(io), nodeFolder };
  io.stdout.write(
    args.values.format === "json"
      ? doctorJson(diagnoses)
      : doctorText(diagnoses, settings, chooseStyle(io.env, io.stdout, reportOptions(args))),
  );
  return diagnoses.every(isProtected) ? 0 : 1;
}
