import { KeylatchError } from "../errors.ts";
import type { Io } from "../io.ts";
import type { RefUpdate } from "./refUpdates.ts";
import { type GitIo, gitText } from "./run.ts";

/** A push as described by a hook manager, which has consumed git's ref lines itself. */
export interface FrameworkPush {
  readonly remote: string;
  readonly url: string;
  readonly updates: readonly RefUpdate[];
}

/**
 * Reads the push from the variables of the pre-commit framework, which describe only one ref: the first with new commits.
 * @throws {KeylatchError} `usage` outside of the framework, `framework-push` when a variable is missing
 */
export async function frameworkPush(io: GitIo): Promise<FrameworkPush> {
  if (io.env.PRE_COMMIT !== "1")
    throw new KeylatchError("usage", "REMOTE is missing", {
      hint: "Git passes REMOTE and URL to its hook, which passes them on:",
      lines: ['keylatch pre-push "$@"'],
    });
  const localRef = variable(io.env, "PRE_COMMIT_LOCAL_BRANCH");
  // If the remote has no commit to start from, a whole branch is pushed, and the variable with its oid is missing.
  const revision = io.env.PRE_COMMIT_TO_REF ?? localRef;
  const localOid = await gitText(io, ["rev-parse", "--verify", "--end-of-options", revision]);
  return {
    remote: variable(io.env, "PRE_COMMIT_REMOTE_NAME"),
    url: variable(io.env, "PRE_COMMIT_REMOTE_URL"),
    updates: [
      {
        localRef,
        localOid,
        remoteRef: variable(io.env, "PRE_COMMIT_REMOTE_BRANCH"),
        remoteOid: io.env.PRE_COMMIT_FROM_REF ?? null,
      },
    ],
  };
}

function variable(env: Io["env"], name: string): string {
  const value = env[name];
  if (value !== undefined && value !== "") return value;
  throw new KeylatchError("framework-push", `the pre-commit framework did not set ${name}`, {
    hint: "Nothing was checked. `pre-commit run` describes no push; for its range: `keylatch scan --range FROM..TO`.",
  });
}
