import { basename } from "node:path";

/** Whether an index lives as long as one commit: that of `git commit -a`, or of `git commit PATH`. */
export function isTemporaryIndex(file: string | undefined): boolean {
  return file !== undefined && (basename(file) === "index.lock" || isNextIndex(file));
}

/** Whether it is that of `git commit PATH`, which has the future real one ready beside it. */
export function isNextIndex(file: string): boolean {
  return /^next-index-\d+\.lock$/.test(basename(file));
}
