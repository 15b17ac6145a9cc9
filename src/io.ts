/** What a command may use of the process; tests pass their own. */
export interface Io {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** `isTTY` if a person can answer a question. */
  readonly stdin: AsyncIterable<Buffer | string> & { readonly isTTY?: boolean };
  readonly stdout: Output;
  readonly stderr: Output;
}

/** A text stream; `columns` is the terminal's width in cells when it is a terminal. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** 0 clean or overridden, 1 blocked, 2 error. */
export type ExitCode = 0 | 1 | 2;
