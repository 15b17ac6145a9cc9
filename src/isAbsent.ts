/** Whether a file system error means that the path does not exist: no such name, or a file in place of a folder. */
export function isAbsent(error: unknown): boolean {
  return ["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "");
}
