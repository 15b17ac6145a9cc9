/** What became of a made-up key: stopped by keylatch, refused for another reason, or let through. */
export type Fate = "stopped" | "failed" | "passed";

export interface Fates {
  readonly commit: Fate;
  readonly push: Fate;
}

export type CauseKind =
  | "husky-off"
  | "override"
  | "hooks-elsewhere"
  | "no-hooks-folder"
  | "no-hook"
  | "not-executable"
  | "no-line"
  | "ends-early"
  | "not-installed"
  | "no-node"
  | "unexplained"
  | "other-failure";

/** Something that is wrong. `where` is a path, a setting, or what a hook printed. */
export interface Cause {
  readonly kind: CauseKind;
  readonly where: string;
}

/** What `keylatch doctor` saw in one work tree. */
export interface Diagnosis extends Fates {
  /** Absolute. */
  readonly path: string;
  readonly isCurrent: boolean;
  /** The same with the short PATH of a program that no terminal started; `null` if that was not tried. */
  readonly shortPath: Fates | null;
  readonly causes: readonly Cause[];
}

/** Whether keylatch stops both, and nothing gets through with the short PATH, where a hook that cannot run is good enough. */
export function isProtected({ commit, push, shortPath }: Diagnosis): boolean {
  const isOpen = shortPath !== null && (shortPath.commit === "passed" || shortPath.push === "passed");
  return commit === "stopped" && push === "stopped" && !isOpen;
}
