import type { CommitScene, Verdict } from "../../finding.ts";
import type { Group } from "../group.ts";
import type { Shell } from "../shell/shellSyntax.ts";

/** A step with its placeholders filled in. */
export interface FilledStep {
  readonly title: string;
  /** For a POSIX shell, or for the requested one. */
  readonly command?: string;
  /** The same for PowerShell, if both are given and differ. */
  readonly powershell?: string;
  /** Helps only in rarer cases: dropped first if there is little room. */
  readonly optional?: boolean;
  /** The other steps do not work without it: it stays, however little room there is. */
  readonly essential?: boolean;
}

/** What the steps that fix a group are made from. */
export interface StepContext {
  readonly group: Group;
  readonly verdict: Pick<Verdict, "occasion" | "findings" | "unborn" | "scene">;
  /** Environment variables for the values: that of the secret, and of its id if that blocks too. */
  readonly variables: readonly string[];
  readonly shell: Shell;
}

/** Added wherever a value is taken out of a file. */
export const KEEP = "the value belongs in an ignored .env or a store";

/** What is known about a commit; defaults for one that was not examined. */
export function commitScene({ verdict }: StepContext, commit: string): CommitScene {
  return (
    verdict.scene?.commits.get(commit) ?? {
      isRoot: false,
      isMerge: false,
      isTip: false,
      remotes: [],
      elsewhere: null,
      isAnnotated: false,
      worktree: null,
      end: null,
      hasNamesake: false,
      movesBranches: false,
      handmade: [],
      touched: new Set(),
    }
  );
}
