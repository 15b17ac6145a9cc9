import type { Repo } from "../git/repo.ts";
import { settingsOf } from "../git/settings.ts";

/** The user's request for an override of this one command. */
export type OverrideRequest =
  | { readonly kind: "none" }
  | { readonly kind: "reason"; readonly reason: string }
  /** Set in a configuration file, where it would apply forever. */
  | { readonly kind: "in-config-file"; readonly scope: string };

/** Reads `git -c keylatch.override=…` (through git, because it is quoted in the environment) and `KEYLATCH_OVERRIDE`. */
export async function overrideRequest(repo: Repo): Promise<OverrideRequest> {
  const values = await settingsOf(repo, "keylatch.override");
  const spoken = values.filter(({ scope }) => scope === "command").at(-1);
  if (spoken !== undefined) return { kind: "reason", reason: spoken.value };
  const fromEnvironment = repo.env.KEYLATCH_OVERRIDE;
  if (fromEnvironment !== undefined) return { kind: "reason", reason: fromEnvironment };
  const stored = values.at(-1);
  return stored === undefined ? { kind: "none" } : { kind: "in-config-file", scope: stored.scope };
}
