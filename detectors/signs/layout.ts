/** Addresses in the memory that the kernel shares with JavaScript. `assembly/memory.ts` has the same numbers. */
export const layout = {
  classes: 0x000,
  quads: 0x040,
  lead: 0x100,
  follow: 0x200,
  kinds: 0x300,
  words: 0x400,
  /** By the hash of four letters: 1 plus the index of the first word with them, or 0. */
  byQuad: 0xf00,
  /** The starts of archives: their number, then the first three bytes of each as a number. */
  packed: 0x1300,
  /** For each byte, whether it is a letter that cannot be the end of an escape. */
  middle: 0x1380,
  letters: 0x1480,
  /** The tables end here. */
  found: 0x1c00,
  shapes: 0x1c20,
  starts: 0x1c24,
  leads: 0x1c28,
  ends: 0x1c2c,
  startList: 0xa200,
  leadList: 0x2a200,
  endList: 0x4a400,
  /** Most entries of each list; if there are more, the bit `crowded` is set. */
  most: 0x8000,
  input: 0x6a400,
} as const;

/** Most entries in the table of words, which are words and shapes, and most letters in total. */
export const MOST_ENTRIES = (layout.byQuad - layout.words) / 16 - 1;
export const MOST_LETTERS = layout.found - layout.letters;

/** Bytes of a set of words, one bit each. */
export const WORD_SET = layout.shapes - layout.found;

/** Most bytes of a run with a statistical shape, together with those before it. */
export const LONGEST_TAIL = 106;

/** Bits for what a text contains besides words. */
export const shapeBits = {
  /** `AKIA` or `ASIA` and 16 characters of base32. */
  keyId: 1,
  /** A run of 40 base64 characters that may be random. */
  random40: 2,
  /** A run of 40 base64 characters so mixed that it needs no name. */
  jumbled40: 4,
  /** A run of 44 base64 characters that begins like an SES SMTP password of either scheme. */
  smtp44: 8,
  /** 32 hex digits in both cases. */
  hex32: 16,
  /** More escapes or more base64 than the lists have room for. */
  crowded: 64,
  /** The end of a UUID, three dashes and a digit. */
  uuidDashes: 128,
  /** A colon after 16 characters, and bytes outside ASCII: a file of the npm package `conf`. */
  conf: 256,
  /** Bytes outside ASCII. */
  wide: 1024,
  /** Four characters of ASCII in UTF-16. */
  units: 32,
  /** The name of a call that joins strings. Not set in results: such calls are listed with the escapes. */
  call: 2048,
  /** `~?~` between a word and at least six printable characters. */
  tildes: 512,
} as const;
