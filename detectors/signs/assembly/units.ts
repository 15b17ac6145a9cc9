import { addShape, INPUT, UNITS } from "./memory";

/** The bytes of the previous block that were NULs after printable bytes, and those that were the second such in a row. */
let singles: u64 = 0;
let doubles: u64 = 0;

/** To be called at the start, and for a block without NULs. */
export function passUnits(): void {
  singles = doubles = 0;
}

/** Finds four characters of ASCII in UTF-16 that end within 64 bytes. */
export function takeUnits(base: usize): void {
  let nuls: u64 = 0;
  let printables: u64 = 0;
  for (let part: usize = 0; part < 64; part += 16) {
    const bytes = v128.load(base + part);
    const printable = v128.and(i8x16.ge_u(bytes, i8x16.splat(0x20)), i8x16.lt_u(bytes, i8x16.splat(0x7f)));
    nuls |= (<u64>i8x16.bitmask(i8x16.eq(bytes, i8x16.splat(0)))) << (<u64>part);
    printables |= (<u64>i8x16.bitmask(printable)) << (<u64>part);
  }
  const before = base > INPUT ? load<u8>(base - 1) : <u8>0;
  const isFirst: u64 = before >= 0x20 && before < 0x7f ? 1 : 0;
  const units = nuls & ((printables << 1) | isFirst);
  const two = units & ((units << 2) | (singles >> 62));
  const four = two & ((two << 4) | (doubles >> 60));
  singles = units;
  doubles = two;
  if (four != 0) addShape(UNITS);
}

/** Removes NULs after printable bytes from the input. @returns its new length */
export function dropNuls(length: u32): u32 {
  const last = INPUT + length;
  let to = INPUT;
  let isPrintable = false;
  for (let at = INPUT; at < last; at++) {
    const byte = load<u8>(at);
    if (byte != 0 || !isPrintable) store<u8>(to++, byte);
    isPrintable = byte >= 0x20 && byte < 0x7f;
  }
  return <u32>(to - INPUT);
}

/** Turns UTF-16 units in the input into one byte each, 255 for those above 255. @returns its new length */
export function narrow(length: u32, isBigEndian: bool): u32 {
  const size = length >> 1;
  const most = i16x8.splat(0xff);
  for (let at: usize = 0; at < <usize>size; at += 16) {
    let one = v128.load(INPUT + 2 * at);
    let two = v128.load(INPUT + 2 * at, 16);
    if (isBigEndian) {
      one = i8x16.shuffle(one, one, 1, 0, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10, 13, 12, 15, 14);
      two = i8x16.shuffle(two, two, 1, 0, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10, 13, 12, 15, 14);
    }
    v128.store(INPUT + at, i8x16.narrow_i16x8_u(i16x8.min_u(one, most), i16x8.min_u(two, most)));
  }
  return size;
}
