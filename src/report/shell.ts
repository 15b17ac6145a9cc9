import type { Io } from "../io.ts";
import { posix } from "./posix.ts";
import { powershell } from "./powershell.ts";

/** How a shell reads a character. */
export type Quoting = "bare" | "single" | "double";

/** What the shell makes of each UTF-16 unit of a command. */
export interface Reading {
  readonly quoting: readonly Quoting[];
  /** Units of bare space between two words, where a line may be continued. */
  readonly breakable: readonly boolean[];
  /** False when a quote or bracket stays open or a here-document follows: leave such a command alone. */
  readonly complete: boolean;
}

/** What commands are printed for. */
export interface Shell {
  readonly name: "posix" | "powershell";
  /** Ends a line that goes on. */
  readonly continued: string;
  /** True for a value that means the same inside and outside of quotes. */
  isPlain(value: string): boolean;
  /** Quotes one argument; a leading dash is up to the command (`--`). */
  quote(value: string): string;
  /** Puts a value into quotes that are open already. */
  within(quoting: Quoting, value: string): string;
  read(command: string): Reading;
  /** Commands that run one after the other, as long as each succeeds. */
  chain(...commands: readonly string[]): string;
  /** A command written for a POSIX shell that needs nothing of it but words, quotes, variables and `&&`. */
  translate(command: string): string;
}

export { posix, powershell };

/**
 * The shell a person types in, as far as the environment tells. `KEYLATCH_SHELL` decides; PowerShell hands its module
 * path down, and on Windows the machine has one too, without the person's own folder. Hooks there run in git's own sh,
 * so that its variables say nothing; only `SHELL` is set by a POSIX shell that was there before git.
 */
export function shellOf(env: Io["env"], platform: NodeJS.Platform = process.platform): Shell {
  const isWindows = platform === "win32";
  const ps = powershell({ isWindows });
  if (/^(?:powershell|pwsh)$/i.test(env.KEYLATCH_SHELL ?? "")) return ps;
  if (env.KEYLATCH_SHELL !== undefined && env.KEYLATCH_SHELL !== "") return posix;
  const modules = env.PSModulePath ?? env.PSMODULEPATH;
  if (!isWindows) return modules === undefined ? posix : ps;
  const home = env.USERPROFILE?.toLowerCase();
  if (home !== undefined && modules?.toLowerCase().includes(home)) return ps;
  return env.SHELL === undefined ? ps : posix;
}
