import { ignoreBy } from "../../src/policy/ignore.ts";

test.each<[glob: string, ignored: string[], kept: string[]]>([
  ["docs/**", ["docs/a", "docs/.a", "docs/a/b"], ["x/docs/a", "docs2/a"]],
  ["docs/", ["docs/a", "docs/a/b"], ["x/docs/a"]],
  ["/docs/**", ["docs/a"], ["x/docs/a"]],
  ["/docs/", ["docs/a"], ["x/docs/a"]],
  ["/a.txt", ["a.txt"], ["x/a.txt"]],
  ["**/*.md", ["a.md", "x/a.md"], ["a.txt"]],
  // Nothing is at the top of the machine, and all of the repository is never meant by it.
  ["/", [], ["a", "docs/a"]],
])("%s", async (glob, ignored, kept) => {
  const isIgnored = await ignoreBy([glob]);
  expect([...ignored, ...kept].filter(isIgnored)).toEqual(ignored);
});
