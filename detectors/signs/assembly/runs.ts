import { append, INPUT, PACKED, SIX_BITS, START_LIST } from "./memory";
import { hexFromTo, takePassword, takeSecret } from "./secrets";

/** Most bytes at the start of a run that may be the name and the sign of `${NAME-value}`. */
const LONGEST_NAMED: usize = 61;

/** The number of bytes before the next block that belong to an unfinished run. */
let openRun: usize = 0;
let openHex: usize = 0;
/** The number of starts of readable base64 in their list. */
export let starts: u32 = 0;

export function beginRuns(): void {
  openRun = openHex = 0;
  starts = 0;
}

/** Handles the runs that reach the end of the input. */
export function endRuns(base: usize): void {
  runFromTo(base - openRun, base);
  hexFromTo(base - openHex, base);
}

/** Finds runs of 20 or more base64 characters. */
export function takeRuns(base: usize, runs: u64): void {
  if (~runs == 0) {
    openRun += 64;
    return;
  }
  const head = <usize>ctz(~runs);
  if (openRun + head >= 20) runFromTo(base - openRun, base + head);
  let rows = inner(runs);
  rows &= rows >> 1;
  rows &= rows >> 2;
  rows &= rows >> 4;
  rows &= rows >> 8;
  rows &= rows >> 4;
  while (rows != 0) {
    const from = ctz(rows);
    const size = ctz(~(runs >> from));
    runFromTo(base + <usize>from, base + <usize>(from + size));
    rows &= rows + (<u64>1 << from);
  }
  openRun = <usize>clz(~runs);
}

/** Finds runs of 32 or more hex digits. */
export function takeHexes(base: usize, hexes: u64): void {
  if (~hexes == 0) {
    openHex += 64;
    return;
  }
  const head = <usize>ctz(~hexes);
  if (openHex + head >= 32) hexFromTo(base - openHex, base + head);
  let rows = inner(hexes);
  rows &= rows >> 1;
  rows &= rows >> 2;
  rows &= rows >> 4;
  rows &= rows >> 8;
  rows &= rows >> 16;
  while (rows != 0) {
    const from = ctz(rows);
    const size = ctz(~(hexes >> from));
    hexFromTo(base + <usize>from, base + <usize>(from + size));
    rows &= rows + (<u64>1 << from);
  }
  openHex = <usize>clz(~hexes);
}

/** The bits without the rows of ones at either end. */
function inner(bits: u64): u64 {
  return bits & (bits + 1) & (<u64>-1 >> clz(~bits));
}

function runFromTo(from: usize, to: usize): void {
  const size = to - from;
  if (size < 20) return;
  const before = from > INPUT ? load<u8>(from - 1) : <u8>0x20;
  // The first characters of the run may belong to an escape such as `\n` or `%22`.
  const afterEscape = before == 0x5c || before == 0x25 || (before == 0x3d && load<u16>(from) == 0x4433); // =3D
  const last = afterEscape ? from + 16 : from;
  for (let at = from; at <= last && to - at >= 20; at++) {
    const first = threeBytes(at);
    if (isReadable(first, at) || isPacked(first)) {
      starts = append(START_LIST, starts, at);
      break;
    }
  }
  if (size < 40) return;
  const isGlued = afterEscape || before == 0x5b || before == 0x3b; // [ ;
  const glued: usize = before == 0x7b ? LONGEST_NAMED : isGlued ? 20 : 2; // {
  if (size <= 40 + glued) takeSecret(from, to);
  if (size >= 44 && size <= 44 + glued) takePassword(to);
  if (size <= 49) takeSlashed(from, to);
}

/** Handles a value in a run that is followed by a slash and up to three letters, and possibly preceded by a slash: `sed "s/x/KEY/g"`. */
function takeSlashed(from: usize, to: usize): void {
  const last = load<u8>(from) == 0x2f ? from + 1 : from;
  for (let at = from; at <= last; at++) {
    if (isSlashed(at + 40, to)) takeSecret(at, at + 40);
    if (isSlashed(at + 44, to)) takePassword(at + 44);
  }
}

function isSlashed(at: usize, to: usize): bool {
  return at < to && to - at <= 4 && load<u8>(at) == 0x2f;
}

/** Fills the table with the values of base64 characters. */
export function addSixBits(): void {
  for (let byte: u32 = 0x2b; byte <= 0x7a; byte++) store<u8>(SIX_BITS + byte, <u8>sixBitsOf(byte));
}

function sixBitsOf(byte: u32): u32 {
  if (byte >= 0x61) return byte - 71;
  if (byte >= 0x41) return byte == 0x5f ? 63 : byte - 65;
  if (byte >= 0x30) return byte + 4;
  return byte == 0x2b || byte == 0x2d ? 62 : 63;
}

function sixBits(byte: u8): u32 {
  return <u32>load<u8>(SIX_BITS + <usize>byte);
}

/** The 24 bits that four base64 characters encode. */
function threeBytes(at: usize): u32 {
  return (
    (sixBits(load<u8>(at)) << 18) |
    (sixBits(load<u8>(at, 1)) << 12) |
    (sixBits(load<u8>(at, 2)) << 6) |
    sixBits(load<u8>(at, 3))
  );
}

function isPacked(bits: u32): bool {
  const last = PACKED + ((<usize>load<u32>(PACKED)) << 2);
  for (let entry = PACKED + 4; entry <= last; entry += 4) if (load<u32>(entry) == bits) return true;
  return false;
}

/** Whether 20 characters of base64 may decode to the start of a text. */
function isReadable(first: u32, at: usize): bool {
  if (first == 0) return false;
  let bits = first;
  let missing = 0; // bytes that a character of UTF-8 still needs
  for (let i: usize = 0; i < 20; i += 4) {
    if (i != 0) bits = threeBytes(at + i);
    for (let shift = 16; shift >= 0; shift -= 8) {
      const byte = (bits >> shift) & 0xff;
      if (byte < 0x80) {
        if (missing != 0 || !isPrintable(byte)) return false;
      } else if (byte < 0xc0) {
        if (missing-- == 0) return false;
      } else {
        if (missing != 0 || byte < 0xc2 || byte > 0xf4) return false;
        missing = byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
      }
    }
  }
  return true;
}

function isPrintable(byte: u32): bool {
  return (byte >= 0x20 && byte != 0x7f) || byte == 9 || byte == 10 || byte == 13 || byte == 27 || byte == 0;
}
