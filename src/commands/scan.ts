import { realpathSync } from "node:fs";
import { resolve } from "node:path";
import { type Arguments, reportOptions, usage } from "../commandOptions.ts";
import { loadConfig } from "../config/load.ts";
import type { Config } from "../config/schema.ts";
import type { Occasion } from "../finding.ts";
import type { Source } from "../fragment.ts";
import { stagedChange } from "../git/changes.ts";
import { fromTop } from "../git/fromTop.ts";
import { openRepo, openRepoIfAny, type Repo } from "../git/repo.ts";
import { requireMerged } from "../git/requireMerged.ts";
import { commitSnapshot, indexSnapshot, policySnapshot, type Snapshot } from "../git/snapshot.ts";
import type { ExitCode, Io } from "../io.ts";
import { once } from "../once.ts";
import { decide } from "../policy/decide.ts";
import { warnOfIgnored } from "../policy/ignoredFiles.ts";
import { loadRecords } from "../policy/storedRecords.ts";
import { withProgress } from "../report/progress.ts";
import { writeReport } from "../report/report.ts";
import { loadSalt } from "../salt.ts";
import { scan as scanSource } from "../scan.ts";
import { withScene } from "../scene.ts";
import { filesSource } from "../sources/files.ts";
import { historySource, rangeSource, resolveRange } from "../sources/range.ts";
import { stagedSource } from "../sources/staged.ts";
import { stdinSource } from "../sources/stdin.ts";
import { exitCodeOf, verdictOf } from "../verdict.ts";

/** What to search, and the policy for it. */
interface Scope {
  /** `null` outside a repository. */
  readonly repo: Repo | null;
  readonly occasion: Occasion;
  readonly policy: Snapshot;
  source(config: Config): Source | Promise<Source>;
}

/** Searches files on disk, the index, commits, or standard input. Answers on stdout. @throws {KeylatchError} `usage` */
export async function scan(io: Io, args: Arguments): Promise<ExitCode> {
  requireSense(args);
  const scope = await scopeOf(io, args);
  const options = reportOptions(args);
  const config = await loadConfig(scope.policy);
  const result = await scanSource(
    withProgress(await scope.source(config), io, options),
    await loadSalt(scope.policy),
  );
  const records = once(() => loadRecords(scope.policy, new Date(), config.override));
  const decided = await decide(result.findings, config, records);
  const decision = scope.repo === null ? decided : await warnOfIgnored(scope.repo, decided);
  const verdict = verdictOf(scope.occasion, result, decision);
  const shown = scope.repo === null ? verdict : await withScene(scope.repo, verdict);
  writeReport(io.stdout, io, shown, options);
  return exitCodeOf(verdict);
}

function requireSense({ values, flags, positionals }: Arguments): void {
  const [mode, other] = ["staged", "range", "all-history", "stdin", "image"].filter(
    (name) => flags.has(name) || values[name] !== undefined,
  );
  if (other !== undefined) throw usage(`--${mode} and --${other} cannot be combined`, "scan");
  if (mode !== undefined && mode !== "staged" && positionals.length > 0)
    throw usage(`--${mode} takes no PATH`, "scan");
  // Otherwise the current folder would be searched, and standard input silently ignored.
  if (values["stdin-filename"] !== undefined && mode !== "stdin")
    throw usage("--stdin-filename needs --stdin", "scan");
}

async function scopeOf(io: Io, { values, flags, positionals }: Arguments): Promise<Scope> {
  if (flags.has("staged")) return stagedScope(await openRepo(io), positionals);
  if (values.range !== undefined) return rangeScope(await openRepo(io), values.range);
  if (flags.has("all-history")) return historyScope(await openRepo(io));
  const repo = await openRepoIfAny(io);
  const cwd = realpathSync.native(io.cwd);
  const base = repo?.top ?? cwd;
  const policy = policySnapshot(repo);
  if (flags.has("stdin")) {
    const name = values["stdin-filename"] ?? "(standard input)";
    return { repo: null, occasion: "stdin", policy, source: () => stdinSource(io.stdin, name) };
  }
  if (values.image !== undefined) {
    const file = resolve(io.cwd, values.image);
    const { imageSource } = await import("../sources/image.ts");
    return { repo: null, occasion: "image", policy, source: (config) => imageSource(file, config) };
  }
  const paths = positionals.length === 0 ? ["."] : positionals;
  return { repo, occasion: "scan", policy, source: (config) => filesSource(cwd, paths, base, config) };
}

async function stagedScope(repo: Repo, paths: readonly string[]): Promise<Scope> {
  await requireMerged(repo);
  const only = paths.length === 0 ? undefined : await Promise.all(paths.map((path) => fromTop(repo, path)));
  return {
    repo,
    occasion: "scan",
    policy: indexSnapshot(repo),
    source: async (config) => stagedSource(repo, config, await stagedChange(repo), only),
  };
}

async function rangeScope(repo: Repo, range: string): Promise<Scope> {
  const tip = (await resolveRange(repo, range)).find((oid) => !oid.startsWith("^")) as string;
  return {
    repo,
    occasion: "range",
    policy: commitSnapshot(repo, tip),
    source: (config) => rangeSource(repo, config, range),
  };
}

function historyScope(repo: Repo): Scope {
  return {
    repo,
    occasion: "history",
    policy: policySnapshot(repo),
    source: (config) => historySource(repo, config),
  };
}
