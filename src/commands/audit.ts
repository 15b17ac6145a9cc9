import { loadConfig } from "../config/load.ts";
import { openRepo } from "../git/repo.ts";
import { currentPolicy, indexSnapshot } from "../git/snapshot.ts";
import type { ExitCode, Io } from "../io.ts";
import { decide } from "../policy/decide.ts";
import { loadRecords } from "../policy/record.ts";
import { auditJson, auditText } from "../report/auditText.ts";
import type { ReportOptions } from "../report/report.ts";
import { chooseStyle } from "../report/style.ts";
import { loadSalt } from "../salt.ts";
import { scan } from "../scan.ts";
import { trackedSource } from "../sources/tracked.ts";

/** Lists what was let through: records, and comments that allow a finding in a tracked file. Answers on stdout. */
export async function audit(io: Io, options: ReportOptions): Promise<ExitCode> {
  const repo = await openRepo(io);
  const policy = currentPolicy(repo);
  const config = await loadConfig(policy);
  const now = new Date();
  const records = await loadRecords(policy, now, config.override.maxDays);
  const result = await scan(
    trackedSource(repo, config, "keylatch:allow"),
    await loadSalt(policy, indexSnapshot(repo)),
  );
  const { findings } = await decide(result.findings, config, async () => records);
  const allowed = findings.filter(({ status }) => status === "allowed");
  io.stdout.write(
    options.format === "json"
      ? auditJson(records, allowed)
      : auditText(records, allowed, now, chooseStyle(io.env, io.stdout, options)),
  );
  return 0;
}
