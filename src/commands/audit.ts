import { auditEntries, filtered } from "../audit/entries.ts";
import { type Arguments, reportOptions } from "../commandOptions.ts";
import { loadConfig } from "../config/load.ts";
import { openRepo } from "../git/repo.ts";
import { policySnapshot } from "../git/snapshot.ts";
import type { ExitCode, Io } from "../io.ts";
import { auditJson } from "../report/audit/auditJson.ts";
import { auditText } from "../report/audit/auditText.ts";
import { chooseStyle } from "../report/style.ts";

/** Lists what was let through: override records, and comments that allow findings in tracked files. Answers on stdout. */
export async function audit(io: Io, args: Arguments): Promise<ExitCode> {
  const { values, flags } = args;
  const repo = await openRepo(io);
  const policy = policySnapshot(repo);
  const now = new Date();
  const all = await auditEntries(repo, policy, await loadConfig(policy), now);
  const entries = filtered(all, {
    expired: flags.has("expired"),
    unused: flags.has("unused"),
    by: values.by,
  });
  io.stdout.write(
    values.format === "json"
      ? auditJson(entries)
      : auditText(entries, now, entries === all, chooseStyle(io.env, io.stdout, reportOptions(args))),
  );
  return 0;
}
