import type { CommitScene, Verdict } from "../../finding.ts";
import type { Group } from "../group.ts";
import type { Shell } from "../shell/shellSyntax.ts";

/** A step with its placeholders filled in. */
export interface FilledStep {
  readonly title: string;
  /** For a POSIX shell, or for the one that was asked for. */
  readonly command?: string;
  /** The same for PowerShell, where it differs and both are told. */
  readonly powershell?: string;
  /** Helps in a rarer case: the first to go when there is little room. */
  readonly optional?: boolean;
  /** Without it the steps around it lead nowhere: it stays, however little room there is. */
  readonly essential?: boolean;
}

/** What the steps of a way out are made for. */
export interface Way {
  readonly group: Group;
  readonly verdict: Verdict;
  /** Names of the environment variables that should carry the values: the secret's, and its id's where that blocks too. */
  readonly variables: readonly string[];
  readonly shell: Shell;
}

/** Said of a value wherever it is taken out of a file. */
export const KEEP = "the value belongs in an ignored .env or a store";

/** What is known of a commit; of one that nobody looked at, what is most likely. */
export function commitScene({ verdict }: Way, commit: string): CommitScene {
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
