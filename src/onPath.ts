import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { Io } from "./io.ts";

/**
 * Whether keylatch is on the user's permanent PATH: not only in folders that npx, dlx, scripts or the pre-commit framework
 * add for one run.
 */
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
