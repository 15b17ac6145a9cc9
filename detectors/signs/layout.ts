/** Where things stand in the memory that the kernel shares with JavaScript. `assembly/kernel.ts` has the same numbers. */
export const layout = {
  classes: 0x000,
  trigrams: 0x040,
  lead: 0x100,
  follow: 0x200,
  words: 0x400,
  letters: 0x1400,
  /** How the base64 begins that holds packed data: a count, and its first three bytes as numbers. */
  packed: 0x2f00,
  found: 0x3000,
  shapes: 0x3020,
  starts: 0x3024,
  leads: 0x3028,
  startList: 0x4000,
  leadList: 0x24000,
  /** By the low five bits of each of three bytes: 1 and the index of the first word that has them, 0 for none. */
  byTrigram: 0x44000,
  /** How many starts and how many leads are told; when there are more, `crowded` is. */
  most: 0x8000,
  input: 0x4c000,
} as const;

/** Most words there can be, and letters in all of them. */
export const MOST_WORDS = 128;
export const MOST_LETTERS = layout.packed - layout.letters;

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
  nul: 32,
  /** More escapes or more base64 than can be told. */
  crowded: 64,
  /** The end of a UUID, three dashes and a digit. */
  uuidDashes: 128,
  /** A colon behind 16 characters and bytes that are no ASCII: what the npm package `conf` writes. */
  conf: 256,
  /** Bytes that are no ASCII. */
  wide: 1024,
  /** The name of a call that joins strings; told among the leads. */
  call: 2048,
  /** `~?~` between a word and at least six printable characters. */
  tildes: 512,
} as const;
