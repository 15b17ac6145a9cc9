/**
 * An expected failure: one sentence that says what failed, and one that says what to do. `main` prints it and exits with 2.
 * Never put file content into a message.
 */
export class KeylatchError extends Error {
  /** Kebab-case name of the failure, for tests and scripts. */
  readonly code: string;
  /** What the person can do about it: one sentence. */
  readonly hint: string | undefined;
  /** Commands or lines of a file that the hint refers to, to be copied verbatim. */
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

/** Whether an error is a `KeylatchError`. Each of the two bundles has its own copy of the class, so instanceof is not enough. */
export function isExpected(error: unknown): error is KeylatchError {
  return error instanceof Error && "code" in error && "hint" in error;
}
