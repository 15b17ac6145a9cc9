import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { KeylatchError } from "../errors.ts";
import { printable } from "../report/printable.ts";

/** The current and the wanted content of a file. */
export interface Change {
  /** Absolute. */
  readonly path: string;
  /** A folder above `path` that is known to be a real one, not a symbolic link. */
  readonly base: string;
  /** `null` if there is no such file. */
  readonly before: Buffer | null;
  readonly after: Buffer;
  /** Makes the file executable; otherwise an existing file keeps its mode. */
  readonly executable?: boolean;
}

/** The file's bytes, `null` if there is no such file. @throws {KeylatchError} `cannot-read` */
export function readIfThere(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw new KeylatchError(
      "cannot-read",
      `${printable(path)} cannot be read (${(cause as NodeJS.ErrnoException).code})`,
      { cause },
    );
  }
}

/** Whether writing this change would do anything. */
export function isNeeded(change: Change): boolean {
  return (
    change.before === null ||
    !change.before.equals(change.after) ||
    (change.executable === true && !isExecutable(change.path))
  );
}

/** Whether this user may execute the file; on Windows that is true for every file. */
export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/**
 * Writes all of the changes, or none.
 * @returns a function that undoes them and returns the files that could not be restored
 * @throws {KeylatchError} `symbolic-link`, `cannot-write`
 */
export function writeAll(changes: readonly Change[]): () => string[] {
  for (const change of changes) requireWritable(change);
  const done: Change[] = [];
  const folders: string[] = [];
  const undo = () => {
    const left = done.reverse().filter((change) => !isRestored(change));
    for (const folder of folders.reverse()) removeEmpty(folder);
    return left.map(({ path }) => path);
  };
  try {
    for (const change of changes) {
      done.push(change);
      const folder = dirname(change.path);
      if (mkdirSync(folder, { recursive: true }) !== undefined) folders.push(folder);
      write(change);
    }
  } catch (cause) {
    const failed = done.at(-1) as Change;
    throw cannotWrite(failed.path, cause, undo());
  }
  return undo;
}

/** Removes a folder if it is empty: husky may have put something into it. */
function removeEmpty(folder: string): void {
  if (existsSync(folder) && readdirSync(folder).length === 0) rmdirSync(folder);
}

function write({ path, after, executable }: Change): void {
  writeFileSync(path, after, { mode: executable ? 0o777 : 0o666 });
  if (!executable || isExecutable(path)) return;
  chmodSync(path, 0o755);
  // On a disk mounted noexec, the mode is set but the hook cannot run, and git would skip it.
  if (!isExecutable(path)) throw Object.assign(new Error(), { code: "noexec" });
}

function isRestored({ path, before }: Change): boolean {
  try {
    if (before === null) rmSync(path, { force: true });
    else writeFileSync(path, before);
    return true;
  } catch {
    return false; // reported together with the first error
  }
}

/** Refuses symbolic links, through which a write could end outside the repository. */
function requireWritable({ path, base }: Change): void {
  let current = base;
  for (const part of relative(base, path).split(sep)) {
    const parent = current;
    current = join(current, part);
    const stats = lstatSync(current, { throwIfNoEntry: false });
    if (stats?.isSymbolicLink()) {
      throw new KeylatchError(
        "symbolic-link",
        `${printable(current)} is a symbolic link; keylatch does not write through links`,
        { hint: "Replace it by a real file or folder, then run `keylatch init` again." },
      );
    }
    try {
      accessSync(stats ? current : parent, constants.W_OK);
    } catch (cause) {
      throw cannotWrite(current, cause);
    }
    if (!stats) return;
  }
}

/** @param left files that were changed and could not be put back */
function cannotWrite(path: string, cause: unknown, left: readonly string[] = []): KeylatchError {
  const code = (cause as NodeJS.ErrnoException).code ?? String(cause);
  return new KeylatchError("cannot-write", `${printable(path)} cannot be written (${code})`, {
    hint: `${whatIsLeft(left)} Make ${code === "noexec" ? "its disk one where hooks can run" : "it writable"}, then run \`keylatch init\` again.`,
    cause,
  });
}

/** What a failed run has left changed, as a sentence. */
export function whatIsLeft(left: readonly string[]): string {
  if (left.length === 0) return "Nothing was changed.";
  return `${printable(left.join(", "))} could not be put back: see \`git diff\`.`;
}
