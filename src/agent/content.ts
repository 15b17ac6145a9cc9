import type { Config } from "../config/schema.ts";
import type { JudgedFinding } from "../finding.ts";
import { emptyTally, type Fragment, looseFragment, type Source } from "../fragment.ts";
import type { Snapshot } from "../git/snapshot.ts";
import { decide } from "../policy/decide.ts";
import { ignoreBy } from "../policy/ignore.ts";
import { loadRecords } from "../policy/storedRecords.ts";
import { loadSalt } from "../salt.ts";
import { scan } from "../scan.ts";
import type { Written } from "./written.ts";

/** A text that an agent is about to write, and the one that it replaces. */
export interface Content extends Written {
  /** From the top of the repository; a phrase in parentheses if it is no file. */
  readonly path: string;
}

/** The findings in an agent's texts. */
export interface Found {
  readonly findings: readonly JudgedFinding[];
  /** Masks every secret of the texts. */
  mask(text: string): string;
}

/** The blocking findings that the earlier texts do not have. An agent's own `keylatch:allow` comment does not count. */
export async function newFindings(
  contents: readonly Content[],
  policy: Snapshot,
  config: Config,
): Promise<Found> {
  const isIgnored = await ignoreBy(config.ignorePaths);
  const shown = contents.filter(({ path, after }) => after !== "" && !isIgnored(path));
  const salt = await loadSalt(policy);
  const { findings, redactor } = await scan(sourceOf(shown, "after"), salt);
  const mask = (text: string) => redactor.mask(text);
  if (findings.length === 0) return { findings: [], mask };
  const earlier = await scan(sourceOf(shown, "before"), salt);
  const known = new Set(earlier.findings.map(({ fingerprint }) => fingerprint));
  const records = await loadRecords(policy, new Date(), config.override);
  const decision = await decide(
    findings.filter(({ fingerprint }) => !known.has(fingerprint)),
    config,
    async () => records,
    true,
  );
  return { findings: decision.findings.filter(({ status }) => status === "blocking"), mask };
}

function sourceOf(contents: readonly Content[], side: "before" | "after"): Source {
  return { tally: emptyTally(), fragments: fragments() };

  async function* fragments(): AsyncGenerator<Fragment> {
    for (const { path, [side]: text } of contents) yield looseFragment([Buffer.from(text)], path);
  }
}
