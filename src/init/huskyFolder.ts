import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { inside } from "../inside.ts";
import { parseJson } from "../json.ts";
import type { Project } from "./project.ts";

/** `husky .config/husky`, `cd .. && npx husky install frontend/.husky`; a folder has a dot or a slash in its name, as no other word has that may stand there. */
const CALL =
  /(?:^|&&|;)\s*(?:cd\s+([\w./-]+)\s*&&\s*)?(?:(?:npx|pnpm(?: exec)?|yarn|bunx)\s+)?husky(?:\s+install)?\s+(?=[\w/-]*[./])([\w.][\w./-]*)\s*(?=$|&&|;|\|\|)/;

/**
 * The folder of husky's hooks, absolute: the one that the script names which runs after installing, the one git was told
 * of, or `.husky` at the top.
 * @param own value of `core.hooksPath`
 * @throws {KeylatchError} `bad-package-json`
 */
export function huskyFolder(project: Project, top: string, own: string | undefined): string {
  const named = namedBy(project);
  const set = own === undefined ? null : hooksOf(own, top);
  return (
    [named, set].find((folder) => folder !== null && inside(top, folder) !== null) ?? join(top, ".husky")
  );
}

/** Whether a value of `core.hooksPath` is a folder that husky made, or will make. */
export function isHuskys(path: string, top: string): boolean {
  return hooksOf(path, top) !== null;
}

/** The folder in which people write hooks, `null` where it is not husky's. */
function hooksOf(path: string, top: string): string | null {
  const full = resolve(top, path);
  if (/(?:^|[\\/])\.husky$/.test(full)) return full;
  const isGenerated =
    /[\\/]_$/.test(full) && (/[\\/]\.husky[\\/]_$/.test(full) || existsSync(join(full, "h")));
  return isGenerated ? dirname(full) : null;
}

function namedBy({ manifest, folder, inside: own, installScript }: Project): string | null {
  if (manifest === null) return null;
  const { scripts } = parseJson(manifest, `${own}/package.json`, "bad-package-json") as {
    scripts?: Readonly<Record<string, unknown>>;
  };
  const [, from = ".", name] = CALL.exec(String(scripts?.[installScript] ?? "")) ?? [];
  return name === undefined ? null : resolve(folder, from, name);
}
