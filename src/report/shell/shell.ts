import type { Io } from "../../io.ts";
import { posix } from "./posix.ts";
import { powershell } from "./powershell.ts";
import type { Shell } from "./shellSyntax.ts";

export { posix, powershell };

/**
 * The shell that the user types in, as far as the environment tells. `KEYLATCH_SHELL` decides. PowerShell passes on its
 * module path; on Windows the variable is always set, but only PowerShell adds the user's own folder. Hooks on Windows run
 * in git's own sh, so most variables of a shell say nothing; only `SHELL` shows that a POSIX shell started git.
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
