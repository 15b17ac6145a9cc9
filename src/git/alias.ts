import { type GitIo, gitTextIfAny } from "./run.ts";

/** What `git NAME` stands for in the settings that hold here, `null` for no alias. */
export function aliasOf(io: GitIo, name: string): Promise<string | null> {
  return gitTextIfAny(io, ["config", "--get", `alias.${name}`], [1]);
}
