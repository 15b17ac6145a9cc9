/** A part of a text and what it says when decoded. Offsets are UTF-16, half-open. */
export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Names of the encodings, outermost first, as reports print them. */
  readonly kinds: readonly string[];
}
