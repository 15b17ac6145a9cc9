/** Whether a file system error means that the path does not exist: no such name, or a file in place of a folder. */
export function isAbsent(error: unknown): boolean {
  return ["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "");
}

/** Runs a file system call; `null` if the path does not exist. @throws {Error} any other error of the call */
export function absentAsNull<T>(reading: () => T): T | null {
  try {
    return reading();
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}
