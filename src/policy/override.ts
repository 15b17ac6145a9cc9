import type { Config } from "../config/schema.ts";
import type { JudgedFinding } from "../finding.ts";
import type { Repo } from "../git/repo.ts";
import { gitText } from "../git/run.ts";
import { settingsOf } from "../git/settings.ts";
import type { Redactor } from "../masking/redact.ts";
import { version } from "../version.ts";
import { agentVariable, barredAgent } from "./actor.ts";
import { type BadReason, reasonProblem, revealsSecret, visibleText } from "./reason.ts";
import { DAY, type OverrideRecord } from "./record.ts";

/** The result of a request for an override; the report turns it into a sentence. */
export type OverrideOutcome =
  | { readonly kind: "none" }
  | { readonly kind: "granted"; readonly record: OverrideRecord }
  | {
      readonly kind: "refused";
      readonly why: BadReason | "secret-name" | "agent" | "in-config-file" | "sealed" | "elsewhere";
      readonly detail: string;
    };

/**
 * Looks for a request in git's command-line settings and the environment, and grants or refuses it.
 * @param barred why no record can be added: git has sealed the commit already, or what is pushed is not checked out
 */
export async function judgeOverride(
  repo: Repo,
  config: Config,
  findings: readonly JudgedFinding[],
  occasion: OverrideRecord["occasion"],
  redactor: Redactor,
  barred: "sealed" | "elsewhere" | null,
): Promise<OverrideOutcome> {
  const blocking = findings.filter((finding) => finding.status === "blocking");
  if (blocking.length === 0) return { kind: "none" };
  const request = await overrideRequest(repo);
  if (request.kind === "none") return { kind: "none" };
  if (request.kind === "in-config-file")
    return { kind: "refused", why: "in-config-file", detail: request.scope };
  if (barred !== null) return { kind: "refused", why: barred, detail: "" };
  return grant(repo, config, blocking, occasion, request.reason, redactor);
}

/** The user's request for an override of this one command. */
type OverrideRequest =
  | { readonly kind: "none" }
  | { readonly kind: "reason"; readonly reason: string }
  /** Set in a configuration file, where it would apply forever. */
  | { readonly kind: "in-config-file"; readonly scope: string };

/** Reads `git -c keylatch.override=…` (through git, because it is quoted in the environment) and `KEYLATCH_OVERRIDE`. */
async function overrideRequest(repo: Repo): Promise<OverrideRequest> {
  const values = await settingsOf(repo, "keylatch.override");
  const spoken = values.filter(({ scope }) => scope === "command").at(-1);
  if (spoken !== undefined) return { kind: "reason", reason: spoken.value };
  const fromEnvironment = repo.env.KEYLATCH_OVERRIDE;
  if (fromEnvironment !== undefined) return { kind: "reason", reason: fromEnvironment };
  const stored = values.at(-1);
  return stored === undefined ? { kind: "none" } : { kind: "in-config-file", scope: stored.scope };
}

/**
 * Grants an override for findings, or returns why not.
 * @param expires end of the record; by default the latest that the configuration allows
 */
export async function grant(
  repo: Repo,
  config: Config,
  findings: readonly JudgedFinding[],
  occasion: OverrideRecord["occasion"],
  reason: string,
  redactor: Redactor,
  expires?: Date,
): Promise<OverrideOutcome> {
  const problem = reasonProblem(reason, (text) => redactor.holdsSecret(text), config.override.reasonPattern);
  if (problem !== null) return { kind: "refused", why: problem, detail: config.override.reasonPattern ?? "" };
  const by = await committer(repo);
  if (revealsSecret(`${by.name} ${by.email}`, (text) => redactor.holdsPart(text)))
    return { kind: "refused", why: "secret-name", detail: "" };
  const barred = barredAgent(repo.env, config);
  if (barred !== null) return { kind: "refused", why: "agent", detail: barred };
  const created = new Date();
  created.setUTCMilliseconds(0);
  const latest = new Date(created.getTime() + config.override.maxDays * DAY);
  return {
    kind: "granted",
    record: {
      version: 1,
      reason: visibleText(reason),
      by,
      actor: agentVariable(repo.env) === null ? "person" : "agent",
      created: created.toISOString(),
      expires: (expires ?? latest).toISOString(),
      occasion,
      keylatch: version,
      findings: distinctEntries(findings),
    },
  };
}

function distinctEntries(findings: readonly JudgedFinding[]): OverrideRecord["findings"] {
  const entries = findings.map(({ detector, path, fingerprint, identifier }) => ({
    detector,
    path,
    fingerprint,
    identifier,
  }));
  return [...new Map(entries.map((entry) => [JSON.stringify(entry), entry])).values()];
}

/** The committer's identity, according to git. */
async function committer(repo: Repo): Promise<OverrideRecord["by"]> {
  // Jane Roe <jane@example.com> 1795292425 +0000
  const ident = await gitText(repo, ["var", "GIT_COMMITTER_IDENT"]);
  const match = /^(.*) <(.*)> \d+ [+-]\d{4}$/.exec(ident);
  return { name: match?.[1] ?? ident, email: match?.[2] ?? "" };
}
