import { spawn } from "node:child_process";
import type { Writable } from "node:stream";
import { drained } from "../drained.ts";
import { KeylatchError } from "../errors.ts";
import { whenInterrupted } from "../interrupt.ts";
import type { Io } from "../io.ts";

/** Working folder and environment of a git call. The environment is passed through: GIT_INDEX_FILE is the index of the commit being made. */
export type GitIo = Pick<Io, "cwd" | "env">;

/** Git could not be started, was killed by a signal, or exited with an unexpected code. */
export class GitError extends KeylatchError {
  readonly args: readonly string[];
  readonly exitCode: number | null;
  readonly stderr: string;

  constructor(
    args: readonly string[],
    exitCode: number | null,
    signal: string | null,
    stderr: string,
    cause?: unknown,
  ) {
    const firstLine =
      stderr.split(/\r?\n/).find((line) => line !== "" && !/^(?:hint|warning):/.test(line)) ?? "";
    const how =
      signal !== null ? `killed by ${signal}` : exitCode === null ? "it did not start" : `exit ${exitCode}`;
    const command = args[0] === "-c" ? args[2] : args[0];
    super("git-failed", `git ${command} failed (${how})${firstLine === "" ? "" : `: ${firstLine}`}`, {
      cause,
    });
    this.name = "GitError";
    this.args = args;
    this.exitCode = exitCode;
    this.stderr = stderr;
  }
}

// The user's variables that would change what plumbing commands read or print.
const DROPPED =
  /^GIT_(EXTERNAL_DIFF|DIFF_OPTS|TRACE.*|(LITERAL|GLOB|NOGLOB|ICASE)_PATHSPECS|REDIRECT_.*|PAGER|CONFIG)$/;

/** The inherited environment, but without replace refs, grafts, lazy fetching, optional locks and pathspec modes. */
function gitEnvironment(env: GitIo["env"]): Record<string, string | undefined> {
  const kept = Object.fromEntries(Object.entries(env).filter(([name]) => !DROPPED.test(name)));
  return {
    ...kept,
    LC_ALL: "C",
    GIT_NO_REPLACE_OBJECTS: "1",
    GIT_GRAFT_FILE: process.platform === "win32" ? "NUL" : "/dev/null",
    GIT_OPTIONAL_LOCKS: "0",
    GIT_NO_LAZY_FETCH: "1",
    GIT_TERMINAL_PROMPT: "0",
    // Write output in blocks, not commit by commit.
    GIT_FLUSH: "0",
  };
}

/** Options of every call: no fsmonitor hook, no quoted paths. */
const FIXED = ["-c", "core.fsmonitor=false", "-c", "core.quotePath=false"];

function started(io: GitIo, args: readonly string[]) {
  return spawn("git", [...FIXED, ...args], {
    cwd: io.cwd,
    env: gitEnvironment(io.env) as NodeJS.ProcessEnv,
    stdio: ["pipe", "pipe", "pipe"],
    windowsHide: true,
  });
}

function startFailure(args: readonly string[], cause: Error): KeylatchError {
  if ((cause as NodeJS.ErrnoException).code !== "ENOENT")
    return new GitError(args, null, null, cause.message, cause);
  return new KeylatchError("git-missing", "git was not found on the PATH", {
    hint: "Install git 2.31 or newer, or put it on the PATH of the program that commits.",
    cause,
  });
}

export interface GitOptions {
  /** Git's standard input. Parts of an iterable are requested as git reads them; if it throws, git is killed. */
  readonly input?: string | Uint8Array | AsyncIterable<string>;
  /** Exit codes besides 0 that are answers, not failures. */
  readonly accept?: readonly number[];
}

export interface GitAnswer {
  readonly stdout: Buffer;
  readonly exitCode: number;
}

/**
 * Runs git and returns its whole output.
 * @throws {GitError} for an exit code that is neither 0 nor in `accept`, or a signal
 */
export async function git(io: GitIo, args: readonly string[], options: GitOptions = {}): Promise<GitAnswer> {
  const chunks: Buffer[] = [];
  let exitCode = 0;
  for await (const chunk of gitStream(io, args, { ...options, onExit: (code) => (exitCode = code) }))
    chunks.push(chunk);
  return { stdout: Buffer.concat(chunks), exitCode };
}

/** Like {@link git}, as text without the final newline. Only for output that is always ASCII or UTF-8. */
export async function gitText(io: GitIo, args: readonly string[], options: GitOptions = {}): Promise<string> {
  return (await git(io, args, options)).stdout.toString("utf8").replace(/\r?\n$/, "");
}

/** Like {@link gitText}; `null` if git exits with one of the codes in `accept`, which mean that there is no such thing. */
export async function gitTextIfAny(
  io: GitIo,
  args: readonly string[],
  accept: readonly number[],
): Promise<string | null> {
  const { stdout, exitCode } = await git(io, args, { accept });
  return exitCode === 0 ? stdout.toString("utf8").replace(/\r?\n$/, "") : null;
}

/** Like {@link gitText}, as lines; none if git prints nothing. */
export async function gitLines(
  io: GitIo,
  args: readonly string[],
  options: GitOptions = {},
): Promise<string[]> {
  const text = await gitText(io, args, options);
  return text === "" ? [] : text.split("\n");
}

/**
 * Runs git and yields its output as it arrives.
 * @throws {GitError} after the last chunk, for a failure
 */
export async function* gitStream(
  io: GitIo,
  args: readonly string[],
  options: GitOptions & { readonly onExit?: (exitCode: number) => void } = {},
): AsyncGenerator<Buffer> {
  const child = started(io, args);
  // If the process is out of file descriptors, there are no streams, and an error event follows.
  if ((child.stdin as Writable | undefined) === undefined)
    throw startFailure(args, await new Promise<Error>((resolve) => child.once("error", resolve)));
  const stderr: Buffer[] = [];
  child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
  // A git that exits early closes its stdin. The exit code says why, so EPIPE can be ignored.
  child.stdin.on("error", () => undefined);
  let isInterrupted = false;
  const forget = whenInterrupted(() => {
    isInterrupted = true;
    child.kill();
    return ended;
  });
  const ended = new Promise<{ code: number | null; signal: string | null }>((resolve, reject) => {
    child.on("error", (cause) => {
      forget();
      reject(startFailure(args, cause));
    });
    child.on("close", (code, signal) => {
      forget();
      resolve({ code, signal });
    });
  });
  ended.catch(() => undefined);
  let inputError: unknown;
  feed(child.stdin, options.input ?? "").catch((error: unknown) => {
    inputError = error;
    child.kill();
  });
  let finished = false;
  try {
    for await (const chunk of child.stdout) yield chunk as Buffer;
    finished = true;
  } finally {
    if (!finished) child.kill();
  }
  const { code, signal } = await ended;
  // This process is about to end as well: an error must not be reported.
  if (isInterrupted) await new Promise<never>(() => undefined);
  if (inputError !== undefined) throw inputError;
  if (code === null || (code !== 0 && !options.accept?.includes(code))) {
    throw new GitError(args, code, signal, Buffer.concat(stderr).toString("utf8"));
  }
  options.onExit?.(code);
}

/** Most bytes of input that are buffered before more is requested. */
const MOST_WAITING = 1 << 22;

/** Writes git's input, never far ahead of what git has read. Git may exit before it has read all: its exit code says why. */
async function feed(stdin: Writable, input: string | Uint8Array | AsyncIterable<string>): Promise<void> {
  if (typeof input === "string" || input instanceof Uint8Array) {
    stdin.end(input);
    return;
  }
  for await (const part of input) {
    const takesMore = stdin.write(part);
    if (!takesMore && stdin.writableLength > MOST_WAITING && !stdin.destroyed) await drained(stdin);
    if (stdin.destroyed) return;
  }
  stdin.end();
}
