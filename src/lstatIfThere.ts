import { lstatSync, type Stats } from "node:fs";
import { isAbsent } from "./isAbsent.ts";

/**
 * What stands at a path, a link as a link; `null` when nothing does, not even a folder to be in.
 * @throws the file system's error for anything else
 */
export function lstatIfThere(path: string): Stats | null {
  try {
    return lstatSync(path);
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}
