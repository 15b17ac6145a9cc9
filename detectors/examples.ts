/** Texts for the tests of a detector: what it must find, to the character, and what it must not report. */
export interface Examples {
  readonly match: readonly {
    readonly text: string;
    readonly secret: string;
    readonly path?: string;
    readonly identifier?: string;
  }[];
  readonly noMatch: readonly { readonly text: string; readonly path?: string; readonly because: string }[];
}
