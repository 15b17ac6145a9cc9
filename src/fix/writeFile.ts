import { randomBytes } from "node:crypto";
import { constants, fsyncSync } from "node:fs";
import { chmod, open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

// Files are synced by their numbers: under Yarn Plug'n'Play a handle has no such method.

/** Puts a file in the place of another, all of it or nothing. @param mode permission bits */
export async function replaceFile(file: string, bytes: Buffer, mode: number): Promise<void> {
  const draft = join(dirname(file), `.${basename(file)}.${randomBytes(4).toString("hex")}`);
  try {
    const handle = await open(draft, "wx", mode);
    try {
      await handle.writeFile(bytes);
      fsyncSync(handle.fd);
    } finally {
      await handle.close();
    }
    // What the umask took away.
    await chmod(draft, mode);
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** Adds bytes to the end of a file, made for its owner alone when it is not there; never through a link; all or none. */
export async function appendTo(file: string, bytes: Buffer, isNew: boolean): Promise<void> {
  const { O_APPEND, O_CREAT, O_EXCL, O_WRONLY, O_NOFOLLOW = 0 } = constants;
  const handle = await open(file, O_WRONLY | (isNew ? O_CREAT | O_EXCL : O_APPEND | O_NOFOLLOW), 0o600);
  const { size } = await handle.stat();
  try {
    await handle.writeFile(bytes);
    fsyncSync(handle.fd);
  } catch (error) {
    await handle.truncate(size);
    if (isNew) await rm(file);
    throw error;
  } finally {
    await handle.close();
  }
}
