/** Whether the file system says that nothing is there: no such name, or a file where a folder would have to be. */
export function isAbsent(error: unknown): boolean {
  return ["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "");
}
