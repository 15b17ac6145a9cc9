import { basename } from "node:path";

/** Whether an index exists for one commit only: that of `git commit -a` or `git commit PATH`. */
export function isTemporaryIndex(file: string | undefined): boolean {
  return file !== undefined && (basename(file) === "index.lock" || isNextIndex(file));
}

/** Whether it is the index of `git commit PATH`, which has the future real index in `index.lock` beside it. */
export function isNextIndex(file: string): boolean {
  return /^next-index-\d+\.lock$/.test(basename(file));
}
