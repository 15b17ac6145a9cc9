/** How a shell reads a character. */
export type Quoting = "bare" | "single" | "double";

/** What the shell makes of each UTF-16 unit of a command. */
export interface Reading {
  readonly quoting: readonly Quoting[];
  /** Units of bare space between two words, where a line may be continued. */
  readonly breakable: readonly boolean[];
  /** False when a quote or bracket stays open or a here-document follows: leave such a command alone. */
  readonly complete: boolean;
}

/** What commands are printed for. */
export interface Shell {
  readonly name: "posix" | "powershell";
  /** Ends a line that goes on. */
  readonly continued: string;
  /** True for a value that means the same inside and outside of quotes. */
  isPlain(value: string): boolean;
  /** Quotes one argument; a leading dash is up to the command (`--`). */
  quote(value: string): string;
  /** Puts a value into quotes that are open already. */
  within(quoting: Quoting, value: string): string;
  read(command: string): Reading;
  /** Commands that run one after the other, as long as each succeeds. */
  chain(...commands: readonly string[]): string;
  /** A command written for a POSIX shell that needs nothing of it but words, quotes, variables and `&&`. */
  translate(command: string): string;
}
