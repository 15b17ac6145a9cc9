/** What a command may touch of the process, so that tests can hand in their own. */
export interface Io {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** `isTTY` where a person can answer. */
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
