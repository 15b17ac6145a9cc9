/** Returns a function that matches paths against `ignorePaths`. Paths are from the top, `/`-separated; dot files match like others. */
export async function ignoreBy(globs: readonly string[]): Promise<(path: string) => boolean> {
  if (globs.length === 0) return () => false;
  // Loaded only when needed: it takes a third of the time of a clean commit.
  const { default: micromatch } = await import("micromatch");
  const matchers = globs.map((glob) => micromatch.matcher(fromTop(glob), { dot: true }));
  return (path) => matchers.some((matches) => matches(path));
}

/** As in .gitignore, `docs/` matches everything below docs, and a leading slash anchors a glob at the top. */
function fromTop(glob: string): string {
  return glob.replace(/^\/(?=.)/, "").replace(/\/$/, "/**");
}
