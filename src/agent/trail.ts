import { basename, resolve } from "node:path";
import type { SimpleCommand } from "./shell.ts";

/** What the earlier commands of a script have printed and written, as far as the script's own text shows. */
export class Trail {
  readonly #files = new Map<string, string>();
  #printed = "";

  /** Adds a command that runs in `cwd`. */
  add({ words, input, outputs, appends }: SimpleCommand, cwd: string): void {
    const name = basename(words[0] ?? "");
    this.#printed =
      name === "echo" || name === "printf"
        ? words.slice(1).join(" ").replaceAll("\\n", "\n")
        : name === "cat" || name === "tee"
          ? input
          : "";
    const written = name === "tee" ? words.slice(1) : [];
    for (const path of [...outputs, ...appends, ...written]) {
      const full = resolve(cwd, path);
      this.#files.set(full, `${this.#files.get(full) ?? ""}\n${this.#printed}`);
    }
  }

  /** The output of the last command, which a pipe may pass to the next. */
  printed(): string {
    return this.#printed;
  }

  /** The text that was written to a file; empty if none was. */
  written(path: string, cwd: string): string {
    return this.#files.get(resolve(cwd, path)) ?? "";
  }
}
