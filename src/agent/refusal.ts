/** Why a tool call is refused; the report turns it into a sentence. */
export type Refusal =
  /** An option that skips hooks, as it was written. */
  | { readonly kind: "no-verify"; readonly said: string; readonly command: string }
  /** A change of core.hooksPath. */
  | { readonly kind: "hooks-path" }
  /** A variable that disables a hook manager. */
  | { readonly kind: "switched-off"; readonly name: string }
  /** A command that pushes or commits without hooks, or uninstalls them. */
  | { readonly kind: "around"; readonly command: string }
  /** A hook that is deleted or replaced, or loses its call of keylatch. */
  | { readonly kind: "hook-file"; readonly path: string }
  /** An override by an agent, if the configuration forbids that. */
  | { readonly kind: "override" }
  /** A change of keylatch's own files, for the same reason. */
  | { readonly kind: "own-file"; readonly path: string }
  /** Unsetting a variable that reveals an agent. */
  | { readonly kind: "hidden"; readonly name: string };

/** The context that the rules need to judge a command. */
export interface Place {
  /** Absolute. */
  readonly cwd: string;
  readonly agentsMayOverride: boolean;
  /** Folders that hold hooks, absolute. */
  readonly hookFolders: readonly string[];
  /** The value of a git alias; `null` if there is none. */
  aliasOf(name: string): Promise<string | null>;
}
