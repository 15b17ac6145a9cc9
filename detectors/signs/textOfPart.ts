import { isUtf8 } from "node:buffer";

/** Decodes a part of a text's bytes: as UTF-8, without characters cut at its ends, else one character per byte. */
export function textOfPart(bytes: Buffer, from: number, to: number): string {
  let [start, end] = [Math.max(0, from), Math.min(bytes.length, to)];
  for (let cut = 0; cut < 3 && isInCharacter(bytes[start]); cut++) start++;
  for (let cut = 0; cut < 3 && isInCharacter(bytes[end]); cut++) end--;
  const part = bytes.subarray(start, end);
  return part.toString(isUtf8(part) ? "utf8" : "latin1");
}

/** Whether a byte continues a UTF-8 character. */
function isInCharacter(byte = 0): boolean {
  return (byte & 0xc0) === 0x80;
}
