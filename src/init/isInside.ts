import { isAbsolute, relative } from "node:path";

/** Whether a path is a folder or below it; on Windows it may be on another drive. */
export function isInside(path: string, folder: string): boolean {
  const inside = relative(folder, path);
  return !inside.startsWith("..") && !isAbsolute(inside);
}
