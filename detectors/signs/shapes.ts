import { shapeBits } from "./layout.ts";

/** Names of shapes, to stand among a detector's keywords: what has a shape needs no word. */
export const KEY_ID = "#keyId";
export const RANDOM_40 = "#random40";
export const JUMBLED_40 = "#jumbled40";
export const SMTP_44 = "#smtp44";
export const HEX_32 = "#hex32";
export const UUID_DASHES = "#uuidDashes";
export const CONF = "#conf";
export const TILDES = "#tildes";

/** The bit of a shape's name, 0 for a word. */
export function shapeBit(name: string): number {
  if (!name.startsWith("#")) return 0;
  const bit = shapeBits[name.slice(1) as keyof typeof shapeBits];
  if (bit === undefined) throw new Error(`there is no shape ${name}`);
  return bit;
}

/** Every word of one list with every word of the other: texts that hold one of each. */
export function both(some: readonly string[], others: readonly string[]): string[][] {
  return some.flatMap((one) => others.map((other) => [one, other]));
}

/** Two words run together or parted by what parts words in names. */
export function joined(one: string, other: string): string[] {
  return ["", "_", "-", ".", " "].map((part) => one + part + other);
}
