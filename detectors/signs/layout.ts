/** Where things stand in the memory that the kernel shares with JavaScript. `assembly/memory.ts` has the same numbers. */
export const layout = {
  classes: 0x000,
  quads: 0x040,
  lead: 0x100,
  follow: 0x200,
  kinds: 0x300,
  words: 0x400,
  /** By the hash of four letters: 1 and the index of the first word that has them, 0 for none. */
  byQuad: 0xc00,
  /** How the base64 begins that holds packed data: a count, and its first three bytes as numbers. */
  packed: 0x1000,
  /** Which bytes are letters that end no escape. */
  middle: 0x1080,
  letters: 0x1180,
  /** All before is what the tables take. */
  found: 0x1c00,
  shapes: 0x1c20,
  starts: 0x1c24,
  leads: 0x1c28,
  ends: 0x1c2c,
  startList: 0xa200,
  leadList: 0x2a200,
  endList: 0x4a400,
  /** How many of each list are told; when there are more, `crowded` is. */
  most: 0x8000,
  input: 0x6a400,
} as const;

/** Most entries there can be, words that are told, and letters in all of them. */
export const MOST_ENTRIES = (layout.byQuad - layout.words) / 16 - 1;
export const MOST_WORDS = 128;
export const MOST_LETTERS = layout.found - layout.letters;

/** Bytes of a run that has one of the shapes that are told by counting, and of what stands before it, at most. */
export const LONGEST_TAIL = 66;

/** Bits of what a text holds besides words. */
export const shapeBits = {
  /** `AKIA` or `ASIA` and 16 characters of base32. */
  keyId: 1,
  /** A run of base64 of 40 characters that may be random. */
  random40: 2,
  /** The same, so mixed that it needs no name. */
  jumbled40: 4,
  /** A run of base64 of 44 characters that begins like an SES SMTP password of either scheme. */
  smtp44: 8,
  /** 32 hex digits in both cases. */
  hex32: 16,
  /** More escapes or more base64 than can be told. */
  crowded: 64,
  /** The end of a UUID, three dashes and a digit. */
  uuidDashes: 128,
  /** A colon behind 16 characters and bytes that are no ASCII: what the npm package `conf` writes. */
  conf: 256,
  /** Bytes that are no ASCII. */
  wide: 1024,
  /** Four characters of ASCII in two-byte units. */
  units: 32,
  /** The name of a call that joins strings; told among the leads. */
  call: 2048,
  /** `~?~` between a word and at least six printable characters. */
  tildes: 512,
} as const;
