import { shapeBits } from "./layout.ts";

/** Names of shapes, for a detector's keywords: a secret with a shape of its own needs no word. */
export const KEY_ID = "#keyId";
export const RANDOM_40 = "#random40";
export const JUMBLED_40 = "#jumbled40";
export const SMTP_44 = "#smtp44";
export const HEX_32 = "#hex32";
export const UUID_DASHES = "#uuidDashes";
export const CONF = "#conf";
export const TILDES = "#tildes";

/** The bit of a shape by its name; 0 for a word. */
export function shapeBit(name: string): number {
  if (!name.startsWith("#")) return 0;
  const bit = shapeBits[name.slice(1) as keyof typeof shapeBits];
  if (bit === undefined) throw new Error(`there is no shape ${name}`);
  return bit;
}

/** Keywords for texts that contain a word of one list and a word of the other: every combination. */
export function both(some: readonly string[], others: readonly string[]): string[][] {
  return some.flatMap((one) => others.map((other) => [one, other]));
}

/** Two words as one name, with every separator that names have, and without. */
export function joined(one: string, other: string): string[] {
  return ["", "_", "-", ".", " "].map((part) => one + part + other);
}
