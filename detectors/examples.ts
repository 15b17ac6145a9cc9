/** Texts a detector is tried on: what it must find, to the character, and what it must leave alone. */
export interface Examples {
  readonly match: readonly {
    readonly text: string;
    readonly secret: string;
    readonly path?: string;
    readonly identifier?: string;
  }[];
  readonly noMatch: readonly { readonly text: string; readonly path?: string; readonly because: string }[];
}
