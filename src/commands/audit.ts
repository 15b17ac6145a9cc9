import { type AuditFilter, auditEntries, filtered } from "../audit/entries.ts";
import { loadConfig } from "../config/load.ts";
import { openRepo } from "../git/repo.ts";
import { policySnapshot } from "../git/snapshot.ts";
import type { ExitCode, Io } from "../io.ts";
import { auditJson } from "../report/audit/auditJson.ts";
import { auditText } from "../report/audit/auditText.ts";
import type { ReportOptions } from "../report/report.ts";
import { chooseStyle } from "../report/style.ts";

/** Lists what was let through: override records, and comments that allow findings in tracked files. Answers on stdout. */
export async function audit(io: Io, options: ReportOptions & AuditFilter): Promise<ExitCode> {
  const repo = await openRepo(io);
  const policy = policySnapshot(repo);
  const now = new Date();
  const all = await auditEntries(repo, policy, await loadConfig(policy), now);
  const entries = filtered(all, options);
  io.stdout.write(
    options.format === "json"
      ? auditJson(entries)
      : auditText(entries, now, entries === all, chooseStyle(io.env, io.stdout, options)),
  );
  return 0;
}
