import { randomBytes } from "node:crypto";
import { constants, fsyncSync } from "node:fs";
import { chmod, open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

// fsyncSync with the descriptor, because under Yarn Plug'n'Play a FileHandle has no sync().

/** Replaces a file atomically. @param mode permission bits */
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
    // The umask may have removed some bits.
    await chmod(draft, mode);
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** Appends to a file: all bytes or none, never through a link. @param isNew creates the file, readable only by its owner */
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
