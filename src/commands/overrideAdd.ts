import { type Arguments, usage } from "../commandOptions.ts";
import { loadConfig } from "../config/load.ts";
import type { Config } from "../config/schema.ts";
import { KeylatchError } from "../errors.ts";
import type { JudgedFinding } from "../finding.ts";
import type { Source } from "../fragment.ts";
import { openRepo, type Repo } from "../git/repo.ts";
import { currentSnapshot } from "../git/snapshot.ts";
import type { ExitCode, Io } from "../io.ts";
import type { Redactor } from "../masking/redact.ts";
import { decide } from "../policy/decide.ts";
import { grant } from "../policy/override.ts";
import { DAY } from "../policy/record.ts";
import { ensureSalt } from "../policy/stageRecord.ts";
import { loadRecords } from "../policy/storedRecords.ts";
import { writeRecord } from "../policy/writeRecord.ts";
import { addedText } from "../report/audit/auditText.ts";
import { refusalText } from "../report/notes.ts";
import { chooseStyle } from "../report/style.ts";
import { hasSalt, loadSalt } from "../salt.ts";
import { scan } from "../scan.ts";
import { historySource } from "../sources/range.ts";
import { trackedSource } from "../sources/tracked.ts";

/**
 * Writes a record for current findings: those in tracked files, and for fingerprints that are not among them, those in
 * history.
 * @throws {KeylatchError} `usage`, `no-such-finding`, `override-refused`, `bad-date`
 */
export async function overrideAdd(io: Io, { values, flags, positionals }: Arguments): Promise<ExitCode> {
  if (positionals.length > 0 === flags.has("all"))
    throw usage("name FINGERPRINTs, or use --all", "override add");
  if (values.reason === undefined) throw usage("--reason is required", "override add");
  const repo = await openRepo(io);
  const config = await loadConfig(currentSnapshot(repo));
  const { findings, redactor } = await salted(repo, config, positionals);
  const expires =
    values.expires === undefined ? undefined : lastMoment(values.expires, config.override.maxDays);
  const outcome = await grant(repo, config, findings, "add", values.reason, redactor, expires);
  if (outcome.kind !== "granted") {
    throw new KeylatchError("override-refused", refusalText(outcome) ?? "override refused", {
      hint: "No record was written.",
    });
  }
  const { path } = await writeRecord(repo, outcome.record, config.override);
  io.stdout.write(addedText(path, outcome.record, chooseStyle(io.env, io.stdout)));
  return 0;
}

interface Wanted {
  readonly findings: readonly JudgedFinding[];
  readonly redactor: Redactor;
}

/**
 * The findings to record. Creating the first salt changes all fingerprints, so the findings are then identified by their places.
 */
async function salted(repo: Repo, config: Config, fingerprints: readonly string[]): Promise<Wanted> {
  const found = await wanted(repo, config, fingerprints);
  if (hasSalt(await loadSalt(currentSnapshot(repo)))) return found;
  await ensureSalt(repo);
  return wanted(repo, config, found.findings.map(placeOf), placeOf);
}

function placeOf({ detector, commit, path, line, column }: JudgedFinding): string {
  return [detector, commit, path, line, column].join("\0");
}

/** @param fingerprints empty for all findings in tracked files @param nameOf what a finding is identified by @throws {KeylatchError} `no-such-finding` */
async function wanted(
  repo: Repo,
  config: Config,
  fingerprints: readonly string[],
  nameOf = ({ fingerprint }: JudgedFinding) => fingerprint,
): Promise<Wanted> {
  const tracked = await blockingIn(repo, config, trackedSource(repo, config));
  if (fingerprints.length === 0) {
    if (tracked.findings.length > 0) return tracked;
    throw new KeylatchError("no-such-finding", "nothing in the tracked files needs a record", {
      hint: "What is only in history has to be named by its fingerprint (`keylatch scan --all-history --format json`).",
    });
  }
  const among = ({ findings, redactor }: typeof tracked) => ({
    findings: findings.filter((finding) => fingerprints.includes(nameOf(finding))),
    redactor,
  });
  const missing = (found: readonly JudgedFinding[]) =>
    fingerprints.find((wanted) => !found.some((finding) => nameOf(finding) === wanted));
  const here = among(tracked);
  if (missing(here.findings) === undefined) return here;
  const everywhere = among(await blockingIn(repo, config, await historySource(repo, config)));
  const all = { findings: [...here.findings, ...everywhere.findings], redactor: everywhere.redactor };
  const unknown = missing(all.findings);
  if (unknown === undefined) return all;
  throw new KeylatchError("no-such-finding", `no finding that blocks has the fingerprint "${unknown}"`, {
    hint: "`keylatch scan --staged --format json` lists the current findings with their fingerprints.",
  });
}

/** The findings of a source that block. */
async function blockingIn(repo: Repo, config: Config, source: Source): Promise<Wanted> {
  const here = currentSnapshot(repo);
  const records = await loadRecords(here, new Date(), config.override);
  const result = await scan(source, await loadSalt(here));
  const { findings } = await decide(result.findings, config, async () => records);
  return { findings: findings.filter(({ status }) => status === "blocking"), redactor: result.redactor };
}

/** The end of a day as a date. @param day `YYYY-MM-DD` @throws {KeylatchError} `bad-date` */
function lastMoment(day: string, maxDays: number): Date {
  const date = new Date(`${day}T23:59:59Z`);
  const problem =
    !/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(date.getTime()) || !date.toISOString().startsWith(day)
      ? "is not a day written as YYYY-MM-DD"
      : date.getTime() < Date.now()
        ? "is in the past"
        : date.getTime() > Date.now() + maxDays * DAY
          ? `is more than ${maxDays} days away (override.maxDays)`
          : null;
  if (problem === null) return date;
  throw new KeylatchError("bad-date", `--expires "${day}" ${problem}`, { hint: "No record was written." });
}
