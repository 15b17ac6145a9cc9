import { isUtf8 } from "node:buffer";

/** The text of some of the bytes of a text: UTF-8 where all but the characters that are cut is, else one character per byte. */
export function textOfPart(bytes: Buffer, from: number, to: number): string {
  let [start, end] = [Math.max(0, from), Math.min(bytes.length, to)];
  for (let cut = 0; cut < 3 && isInCharacter(bytes[start]); cut++) start++;
  for (let cut = 0; cut < 3 && isInCharacter(bytes[end]); cut++) end--;
  const part = bytes.subarray(start, end);
  return part.toString(isUtf8(part) ? "utf8" : "latin1");
}

/** Whether a byte goes on with a character of UTF-8. */
function isInCharacter(byte = 0): boolean {
  return (byte & 0xc0) === 0x80;
}
