/** A part of a text and its decoded text. Offsets are in UTF-16 units, the end is exclusive. */
export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Names of the encodings, outermost first, as reports print them. */
  readonly kinds: readonly string[];
}
