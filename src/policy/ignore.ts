/** Whether `ignorePaths` leaves a path out. Paths are relative to the top, `/`-separated; dot files match like others. */
export async function ignoreBy(globs: readonly string[]): Promise<(path: string) => boolean> {
  if (globs.length === 0) return () => false;
  // Loading it takes a third of a clean commit's time: only who ignores something pays.
  const { default: micromatch } = await import("micromatch");
  const matchers = globs.map((glob) => micromatch.matcher(fromTop(glob), { dot: true }));
  return (path) => matchers.some((matches) => matches(path));
}

/** As in .gitignore `docs/` means everything below docs, and a slash before all that it is the one at the top. */
function fromTop(glob: string): string {
  return glob.replace(/^\/(?=.)/, "").replace(/\/$/, "/**");
}
