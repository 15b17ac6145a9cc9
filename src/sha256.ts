import { createHash } from "node:crypto";

/** Up to this size, in bytes, hashing here is quicker: loading node:crypto takes longer than searching a small commit. */
const SMALL = 1 << 10;

/** SHA-256 of a text in UTF-8, in hex digits. */
export function sha256(text: string): string {
  const bytes = Buffer.from(text);
  return bytes.length > SMALL ? createHash("sha256").update(bytes).digest("hex") : digest(bytes);
}

/** @see https://doi.org/10.6028/NIST.FIPS.180-4 section 6.2 */
function digest(bytes: Buffer): string {
  const padded = Buffer.alloc(((bytes.length + 8) >> 6) * 64 + 64);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  padded.writeUInt32BE(bytes.length * 8, padded.length - 4);
  const roots = primes(64);
  // The first 32 bits of the fractional parts of the square roots of 8 primes, and of the cube roots of 64
  const hash = Int32Array.from(roots.slice(0, 8), (prime) => fraction(Math.sqrt(prime)));
  const rounds = Int32Array.from(roots, (prime) => fraction(Math.cbrt(prime)));
  const words = new Int32Array(64);
  for (let block = 0; block < padded.length; block += 64)
    addBlock(hash, rounds, words, padded.subarray(block));
  const result = Buffer.alloc(32);
  for (const [index, word] of hash.entries()) result.writeInt32BE(word, 4 * index);
  return result.toString("hex");
}

function addBlock(hash: Int32Array, rounds: Int32Array, words: Int32Array, bytes: Buffer): void {
  let [a, b, c, d, e, f, g, h] = hash as unknown as [
    ...[number, number, number, number],
    ...[number, number, number, number],
  ];
  for (let round = 0; round < 64; round++) {
    if (round < 16) words[round] = bytes.readInt32BE(4 * round);
    else {
      const [old, last] = [words[round - 15] as number, words[round - 2] as number];
      const early = turned(old, 7) ^ turned(old, 18) ^ (old >>> 3);
      const late = turned(last, 17) ^ turned(last, 19) ^ (last >>> 10);
      words[round] = (words[round - 16] as number) + early + (words[round - 7] as number) + late;
    }
    const choice = (e & f) ^ (~e & g);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    const one = h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + choice;
    const sum = (one + (rounds[round] as number) + (words[round] as number)) | 0;
    [h, g, f, e] = [g, f, e, (d + sum) | 0];
    [d, c, b, a] = [c, b, a, (sum + (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + majority) | 0];
  }
  for (const [index, word] of [a, b, c, d, e, f, g, h].entries())
    hash[index] = (hash[index] as number) + word;
}

function turned(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}

function fraction(root: number): number {
  return ((root % 1) * 2 ** 32) | 0;
}

function primes(count: number): number[] {
  const found: number[] = [];
  for (let number = 2; found.length < count; number++)
    if (found.every((prime) => number % prime !== 0)) found.push(number);
  return found;
}
