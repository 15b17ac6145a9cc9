import { callsKeylatch, endsEarly } from "../init/hookText.ts";
import { pathRefusal } from "./protectedPaths.ts";
import type { Place, Refusal } from "./refusal.ts";
import type { Written } from "./written.ts";

/** Reasons to refuse an edit, other than its findings: hooks that would not check any more, keylatch's own files. */
export function editRefusals(path: string, { before, after }: Written, place: Place): Refusal[] {
  const found: Refusal[] = [];
  const refusal = pathRefusal(path, place);
  if (refusal?.kind === "own-file") found.push(refusal);
  if (refusal?.kind === "hook-file" && (stopsChecking(before, after) || /\bHUSKY=0/.test(after)))
    found.push(refusal);
  if (before.includes("keylatch agent-hook") && !after.includes("keylatch agent-hook"))
    found.push({ kind: "hook-file", path: "keylatch agent-hook" });
  const isSettings = /(?:^|[\\/])\.git(?:config|[\\/]config(?:\.worktree)?)$/.test(path);
  if (isSettings && hooksPaths(before) !== hooksPaths(after)) found.push({ kind: "hooks-path" });
  return found;
}

/** Whether a hook that calls keylatch would not reach that call any more. */
function stopsChecking(before: string, after: string): boolean {
  return ["pre-commit", "pre-push"].some(
    (hook) =>
      callsKeylatch(before, hook) &&
      (!callsKeylatch(after, hook) || (endsEarly(after) && !endsEarly(before))),
  );
}

/** The lines of a git configuration file that set core.hooksPath. */
function hooksPaths(settings: string): string {
  return (settings.match(/^.*hookspath.*$/gim) ?? []).join("\n");
}
