/**
 * What a layer deletes from those below it: `.wh.NAME` one file or folder, `.wh..wh..opq` everything in a folder.
 * @see https://github.com/opencontainers/image-spec/blob/main/layer.md#whiteouts
 */
export class Whiteouts {
  readonly #gone = new Set<string>();
  readonly #emptied = new Set<string>();

  /** Adds a member of the layer. @returns whether it is a whiteout instead of a file */
  add(path: string): boolean {
    const at = path.lastIndexOf("/") + 1;
    const [folder, name] = [path.slice(0, at), path.slice(at)];
    if (!name.startsWith(".wh.")) return false;
    if (name === ".wh..wh..opq") this.#emptied.add(folder.replace(/\/$/, ""));
    else this.#gone.add(folder + name.slice(".wh.".length));
    return true;
  }

  /** Whether the layer deletes a file of a layer below. */
  hides(path: string): boolean {
    if (this.#gone.has(path)) return true;
    for (let at = path.lastIndexOf("/"); at >= 0; at = path.lastIndexOf("/", at - 1)) {
      const folder = path.slice(0, at);
      if (this.#gone.has(folder) || this.#emptied.has(folder)) return true;
      if (at === 0) break;
    }
    return this.#emptied.has("");
  }
}
