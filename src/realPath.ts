import { lstatSync } from "node:fs";
import { join } from "node:path";
import { KeylatchError } from "./errors.ts";

/**
 * Makes sure that no component of the path of one of keylatch's own files is a symbolic link, which could lead anywhere.
 * @param path from `top`, `/`-separated; it need not exist
 * @throws {KeylatchError} `symbolic-link`, `no-folder`
 */
export function requireReal(top: string, path: string): void {
  let inside = "";
  for (const part of path.split("/")) {
    inside = inside === "" ? part : `${inside}/${part}`;
    const stats = lstatSync(join(top, inside), { throwIfNoEntry: false });
    if (stats === undefined) return;
    if (inside !== path && stats.isFile())
      throw new KeylatchError(
        "no-folder",
        `${inside} is a file; keylatch keeps its own files in a folder of that name`,
        { hint: "Move it away." },
      );
    if (!stats.isSymbolicLink()) continue;
    throw new KeylatchError(
      "symbolic-link",
      `${inside} is a symbolic link; keylatch neither reads nor writes its files through links`,
      { hint: "Replace it by a real file or folder." },
    );
  }
}
