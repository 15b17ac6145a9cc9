import { isAbsolute, relative, sep } from "node:path";

/**
 * A path on disk relative to a folder, `/`-separated; empty for the folder itself.
 * @returns `null` if it is outside of the folder; on Windows it may be on another drive
 */
export function inside(folder: string, path: string): string | null {
  const way = relative(folder, path);
  const isOutside = way === ".." || way.startsWith(`..${sep}`) || isAbsolute(way);
  return isOutside ? null : way.split(sep).join("/");
}
