import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { Io } from "./io.ts";

/** Whether keylatch is on the PATH where no package manager runs it: npx, dlx, scripts and the pre-commit framework put folders there that do not stay. */
export function isOnPath(env: Io["env"]): boolean {
  const folders = (env.PATH ?? env.Path ?? "").split(delimiter);
  const lasting = folders.filter(
    (folder) =>
      !/(?:^|[\\/])(?:(?:_npx|(?:node_env|dlx|xfs)-[^\\/]*)(?:[\\/]|$)|node_modules[\\/]\.bin[\\/]?$)/.test(
        folder,
      ),
  );
  return lasting.some((folder) =>
    ["keylatch", "keylatch.cmd"].some((name) => existsSync(join(folder, name))),
  );
}
