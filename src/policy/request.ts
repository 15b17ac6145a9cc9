import type { Repo } from "../git/repo.ts";
import { git } from "../git/run.ts";

/** What the user said about an override for this one command. */
export type OverrideRequest =
  | { readonly kind: "none" }
  | { readonly kind: "reason"; readonly reason: string }
  /** Set in a configuration file, which would never end. */
  | { readonly kind: "in-config-file"; readonly scope: string };

/** Reads `git -c keylatch.override=…` (git's own quoting, so git is asked) and `KEYLATCH_OVERRIDE`. */
export async function overrideRequest(repo: Repo): Promise<OverrideRequest> {
  const { stdout, exitCode } = await git(
    repo,
    ["config", "--show-scope", "-z", "--get-all", "keylatch.override"],
    { accept: [1] },
  );
  // <scope>\0<value>\0 for each value, the last one counts
  const fields = exitCode === 0 ? stdout.toString("utf8").split("\0").slice(0, -1) : [];
  const values = Array.from({ length: fields.length / 2 }, (_, index) => ({
    scope: fields[2 * index] as string,
    value: fields[2 * index + 1] as string,
  }));
  const spoken = values.filter(({ scope }) => scope === "command").at(-1);
  if (spoken !== undefined) return { kind: "reason", reason: spoken.value };
  const fromEnvironment = repo.env.KEYLATCH_OVERRIDE;
  if (fromEnvironment !== undefined) return { kind: "reason", reason: fromEnvironment };
  const stored = values.at(-1);
  return stored === undefined ? { kind: "none" } : { kind: "in-config-file", scope: stored.scope };
}
