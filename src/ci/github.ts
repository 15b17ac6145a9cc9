import { baseCommit, branchOf, type CiSystem, headFrom, targetBranch, unknownBase } from "./system.ts";

/** Most of the facts are in the file that GITHUB_EVENT_PATH names. @see https://docs.github.com/en/actions/reference/workflows-and-actions/variables */
export const github: CiSystem = {
  name: "GitHub Actions",
  isHere: (env) => env.GITHUB_ACTIONS === "true",
  wholeHistory: "- { uses: actions/checkout@v4, with: { fetch-depth: 0 } }",
  range(env, event) {
    const said = (...keys: string[]) => textAt(event, keys);
    const head = headFrom(env, "GITHUB_SHA");
    const rest = {
      branch: branchOf(env.GITHUB_REF ?? said("ref")),
      defaultBranch: said("repository", "default_branch") ?? null,
    };
    const inEvent = (path: string) => `${path} in GITHUB_EVENT_PATH`;
    // The head of a pull request, not GitHub's test merge of it: its records are those of the author.
    for (const [base, end] of [
      ["pull_request.base.sha", "pull_request.head.sha"],
      ["merge_group.base_sha", "merge_group.head_sha"],
    ] as const) {
      const [from, to] = [said(...base.split(".")), said(...end.split("."))];
      if (from !== undefined && to !== undefined) {
        return {
          ...rest,
          branch: null,
          base: baseCommit(from, inEvent(base), false),
          head: { revision: to, variable: inEvent(end) },
        };
      }
    }
    if (env.GITHUB_BASE_REF)
      return { ...rest, branch: null, head, base: targetBranch(env.GITHUB_BASE_REF, "GITHUB_BASE_REF") };
    const before = said("before");
    if (before !== undefined) return { ...rest, head, base: baseCommit(before, inEvent("before"), true) };
    const because = env.GITHUB_EVENT_NAME
      ? `the event "${env.GITHUB_EVENT_NAME}" names no earlier commit`
      : "no event names an earlier commit";
    return { ...rest, head, base: unknownBase(because) };
  },
};

function textAt(value: unknown, keys: readonly string[]): string | undefined {
  let found = value;
  for (const key of keys) found = (found as Record<string, unknown> | null | undefined)?.[key];
  return typeof found === "string" ? found : undefined;
}
