import { type GitIo, git } from "./run.ts";

/** What `git NAME` stands for in the settings that hold here, `null` for no alias. */
export async function aliasOf(io: GitIo, name: string): Promise<string | null> {
  const { stdout, exitCode } = await git(io, ["config", "--get", `alias.${name}`], { accept: [1] });
  return exitCode === 0 ? stdout.toString("utf8").replace(/\n$/, "") : null;
}
