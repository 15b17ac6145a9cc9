/** The quotes that a character is in. */
export type Quoting = "bare" | "single" | "double";

/** How a shell reads each UTF-16 unit of a command. */
export interface Reading {
  readonly quoting: readonly Quoting[];
  /** Whether a unit is an unquoted space between two words, where the line may be broken. */
  readonly breakable: readonly boolean[];
  /** False if a quote or bracket stays open or there is a here-document: such a command is not broken. */
  readonly complete: boolean;
}

/** A shell that commands are printed for. */
export interface Shell {
  readonly name: "posix" | "powershell";
  /** The line continuation. */
  readonly continued: string;
  /** Quotes one argument. A leading dash is not handled: use `--`. */
  quote(value: string): string;
  /** Inserts a value into surrounding quotes of that kind; as it is if it means the same without quotes. */
  within(quoting: Quoting, value: string): string;
  read(command: string): Reading;
  /** Joins commands so that each runs only if the one before succeeded. */
  chain(...commands: readonly string[]): string;
  /** Translates a POSIX shell command that uses only words, quotes, variables and `&&`. */
  translate(command: string): string;
}
