import { spawn } from "node:child_process";
import type { Writable } from "node:stream";
import { drained } from "../drained.ts";
import { KeylatchError } from "../errors.ts";
import { whenInterrupted } from "../interrupt.ts";
import type { Io } from "../io.ts";

/** What git calls run with: where, and the environment as it came (GIT_INDEX_FILE says which index a commit uses). */
export type GitIo = Pick<Io, "cwd" | "env">;

/** Git ended with a non-zero status, a signal, or could not be started. */
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

// Settings and variables of the user that would change what plumbing reads or prints.
const DROPPED =
  /^GIT_(EXTERNAL_DIFF|DIFF_OPTS|TRACE.*|(LITERAL|GLOB|NOGLOB|ICASE)_PATHSPECS|REDIRECT_.*|PAGER|CONFIG)$/;

/** The environment for git: as inherited, without replace refs, grafts, lazy fetching, optional locks and pathspec modes. */
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
    // Lists are written in blocks, not commit by commit.
    GIT_FLUSH: "0",
  };
}

/** Options every call gets: no fsmonitor hook, no quoting surprises. */
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
  /** For git's standard input. Pieces are asked for as git reads them; an error in making them ends git. */
  readonly input?: string | Uint8Array | AsyncIterable<string>;
  /** Exit codes that are answers, not failures; 0 is always one. */
  readonly accept?: readonly number[];
}

export interface GitAnswer {
  readonly stdout: Buffer;
  readonly exitCode: number;
}

/**
 * Runs git to its end and returns its bytes.
 * @throws {GitError} for an exit code that is neither 0 nor in `accept`, or a signal
 */
export async function git(io: GitIo, args: readonly string[], options: GitOptions = {}): Promise<GitAnswer> {
  const chunks: Buffer[] = [];
  let exitCode = 0;
  for await (const chunk of gitStream(io, args, { ...options, onExit: (code) => (exitCode = code) }))
    chunks.push(chunk);
  return { stdout: Buffer.concat(chunks), exitCode };
}

/** Like {@link git}, as text without its final newline. Only for output that is ASCII or UTF-8 by definition. */
export async function gitText(io: GitIo, args: readonly string[], options: GitOptions = {}): Promise<string> {
  return (await git(io, args, options)).stdout.toString("utf8").replace(/\r?\n$/, "");
}

/** Like {@link gitText}; `null` where git answers by one of these exit codes that there is nothing. */
export async function gitTextIfAny(
  io: GitIo,
  args: readonly string[],
  accept: readonly number[],
): Promise<string | null> {
  const { stdout, exitCode } = await git(io, args, { accept });
  return exitCode === 0 ? stdout.toString("utf8").replace(/\r?\n$/, "") : null;
}

/** The lines of {@link gitText}; none where git prints nothing. */
export async function gitLines(
  io: GitIo,
  args: readonly string[],
  options: GitOptions = {},
): Promise<string[]> {
  const text = await gitText(io, args, options);
  return text === "" ? [] : text.split("\n");
}

/**
 * Runs git and yields its output as it comes.
 * @throws {GitError} after the last chunk, for a failure
 */
export async function* gitStream(
  io: GitIo,
  args: readonly string[],
  options: GitOptions & { readonly onExit?: (exitCode: number) => void } = {},
): AsyncGenerator<Buffer> {
  const child = started(io, args);
  // Without a free file descriptor there are no streams; the event that says so comes right after.
  if ((child.stdin as Writable | undefined) === undefined)
    throw startFailure(args, await new Promise<Error>((resolve) => child.once("error", resolve)));
  const stderr: Buffer[] = [];
  child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
  // A git that dies early closes its stdin; the exit code tells, EPIPE does not matter.
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
  // This process is about to end as well: nobody waits for what git has to say.
  if (isInterrupted) await new Promise<never>(() => undefined);
  if (inputError !== undefined) throw inputError;
  if (code === null || (code !== 0 && !options.accept?.includes(code))) {
    throw new GitError(args, code, signal, Buffer.concat(stderr).toString("utf8"));
  }
  options.onExit?.(code);
}

/** Most bytes that wait for git to read them while more are being made. */
const MOST_WAITING = 1 << 22;

/** Writes git's input, never far ahead of what it has read. Git may end before it has read all: its exit code tells why. */
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
