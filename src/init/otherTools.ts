import { existsSync } from "node:fs";
import { join } from "node:path";
import { readIfThere } from "./files.ts";

/** Another manager of git hooks in the repository. */
export type OtherTool = "lefthook" | "pre-commit" | "simple-git-hooks";

const FILES: readonly (readonly [OtherTool, readonly string[]])[] = [
  [
    "lefthook",
    ["lefthook.yml", "lefthook.yaml", ".lefthook.yml", ".lefthook.yaml", "lefthook.json", "lefthook.toml"],
  ],
  ["pre-commit", [".pre-commit-config.yaml", ".pre-commit-config.yml"]],
  [
    "simple-git-hooks",
    [".simple-git-hooks.json", ".simple-git-hooks.js", ".simple-git-hooks.cjs", "simple-git-hooks.json"],
  ],
];

/** Other hook managers that have a configuration at the top. */
export function otherTools(top: string): OtherTool[] {
  const found = FILES.filter(([, files]) => files.some((file) => existsSync(join(top, file)))).map(
    ([tool]) => tool,
  );
  const manifest = readIfThere(join(top, "package.json"))?.toString("utf8") ?? "";
  if (/"simple-git-hooks"\s*:\s*\{/.test(manifest)) found.push("simple-git-hooks");
  return [...new Set(found)];
}
