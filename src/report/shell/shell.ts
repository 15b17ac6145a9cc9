import type { Io } from "../../io.ts";
import { posix } from "./posix.ts";
import { powershell } from "./powershell.ts";
import type { Shell } from "./shellSyntax.ts";

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
