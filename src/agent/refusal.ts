/** Why a tool call is refused; turned into sentences by the report. */
export type Refusal =
  /** An option that skips hooks, as it was said. */
  | { readonly kind: "no-verify"; readonly said: string; readonly command: string }
  /** Hooks looked for elsewhere. */
  | { readonly kind: "hooks-path" }
  /** A variable that switches a hook manager off. */
  | { readonly kind: "switched-off"; readonly name: string }
  /** A push, or the end of hooks, by another program. */
  | { readonly kind: "around"; readonly command: string }
  /** A hook that is deleted, replaced or robbed of its lines. */
  | { readonly kind: "hook-file"; readonly path: string }
  /** An override by an agent, where the configuration says that agents may not. */
  | { readonly kind: "override" }
  /** keylatch's own files, for the same reason. */
  | { readonly kind: "own-file"; readonly path: string }
  /** A variable that tells that an agent is at work, taken away. */
  | { readonly kind: "hidden"; readonly name: string };

/** What the rules need to know of the place a command runs in. */
export interface Place {
  /** Absolute. */
  readonly cwd: string;
  readonly agentsMayOverride: boolean;
  /** Folders that hold hooks, absolute. */
  readonly hookFolders: readonly string[];
  /** What git has under an alias, `null` for none. */
  aliasOf(name: string): Promise<string | null>;
}
