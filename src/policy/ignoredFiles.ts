import { existsSync, realpathSync } from "node:fs";
import { resolve } from "node:path";
import type { JudgedFinding } from "../finding.ts";
import { isIgnored } from "../git/entries.ts";
import type { Repo } from "../git/repo.ts";
import { isOwnFile } from "../ownFile.ts";
import type { Decision } from "./decide.ts";

/**
 * Turns blocking findings into warnings if they are in a file on disk for somebody's own values, such as `.env`, that git
 * ignores: that is where `keylatch fix` puts values. Any other ignored file still blocks: it may be published another way.
 */
export async function warnOfIgnored(repo: Repo, decision: Decision): Promise<Decision> {
  const paths = new Set(decision.findings.filter(isOwn).map(({ path }) => path));
  const ignored = new Set<string>();
  for (const path of paths) {
    const file = resolve(repo.top ?? repo.cwd, path);
    // The path of a file whose name is not UTF-8 is not its real one, so it blocks. A link is judged by its target, which git
    // may commit.
    if (existsSync(file) && (await isIgnored(repo, realpathSync.native(file)))) ignored.add(path);
  }
  if (ignored.size === 0) return decision;
  const findings = decision.findings.map((finding) =>
    isOwn(finding) && ignored.has(finding.path)
      ? { ...finding, status: "warning" as const, isIgnored: true as const }
      : finding,
  );
  return { ...decision, findings };
}

function isOwn({ status, exposure, path }: JudgedFinding): boolean {
  return status === "blocking" && exposure === "disk" && isOwnFile(path);
}
