import micromatch from "micromatch";

/** Whether `ignorePaths` leaves a path out. Paths are relative to the top, `/`-separated; dot files match like others. */
export function ignoreBy(globs: readonly string[]): (path: string) => boolean {
  if (globs.length === 0) return () => false;
  // `docs/` means everything below docs
  const patterns = globs.map((glob) => (glob.endsWith("/") ? `${glob}**` : glob));
  return (path) => micromatch.isMatch(path, patterns, { dot: true });
}
