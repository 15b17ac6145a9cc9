import { IN_RUN } from "../runs.ts";

/** {@link withoutNuls} where there is no kernel. */
export function plainWithoutNuls(bytes: Uint8Array): Buffer {
  const kept = Buffer.allocUnsafe(bytes.length);
  let size = 0;
  let isPrintable = false;
  for (const byte of bytes) {
    if (byte !== 0 || !isPrintable) kept[size++] = byte;
    isPrintable = byte >= 0x20 && byte < 0x7f;
  }
  return kept.subarray(0, size);
}

/** {@link narrowed} where there is no kernel. */
export function plainNarrowed(bytes: Uint8Array, isBigEndian: boolean): Buffer {
  const narrow = Buffer.allocUnsafe(bytes.length >> 1);
  const [low, high] = isBigEndian ? [1, 0] : [0, 1];
  for (let at = 0; at < narrow.length; at++)
    narrow[at] = bytes[2 * at + high] === 0 ? (bytes[2 * at + low] as number) : 0xff;
  return narrow;
}

/** {@link countNewlines} where there is no kernel. */
export function plainNewlines(bytes: Uint8Array): number {
  return bytes.reduce((count, byte) => (byte === 0x0a ? count + 1 : count), 0);
}

/** {@link lastRow} where there is no kernel. */
export function plainLastRow(bytes: Uint8Array): number {
  let at = bytes.length;
  while (at > 0 && IN_RUN[bytes[at - 1] as number] === 1) at--;
  return bytes.length - at;
}
