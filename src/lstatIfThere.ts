import { lstatSync, type Stats } from "node:fs";
import { isAbsent } from "./isAbsent.ts";

/**
 * Like `lstatSync`, but `null` if nothing is at the path, or part of it is not a folder.
 * @throws {Error} for any other error of the file system
 */
export function lstatIfThere(path: string): Stats | null {
  try {
    return lstatSync(path);
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}
