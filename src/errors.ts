/**
 * An expected failure: one sentence that says what failed, and the way out. Ends as exit 2 in `main`.
 * Never put file content in a message.
 */
export class KeylatchError extends Error {
  /** Kebab-case name of the failure, for tests and scripts. */
  readonly code: string;
  /** What the person can do about it, one sentence. */
  readonly hint: string | undefined;
  /** What the hint speaks of, to be copied as it is: commands, lines of a file. */
  readonly lines: readonly string[];

  constructor(
    code: string,
    message: string,
    options: { hint?: string; lines?: readonly string[]; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = "KeylatchError";
    this.code = code;
    this.hint = options.hint;
    this.lines = options.lines ?? [];
  }
}

/** Whether a failure was expected. The command is built into two files, each with a copy of the class: its shape tells. */
export function isExpected(error: unknown): error is KeylatchError {
  return error instanceof Error && "code" in error && "hint" in error;
}
