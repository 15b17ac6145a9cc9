import { isRun } from "./kinds";
import { addCounted, addShape, BASE64_44, HEX_32, INPUT, JUMBLED_40, RANDOM_40 } from "./memory";

let lows: u64 = 0; // the bytes below 64 that occur
let highs: u64 = 0; // and those from 64 on
let changes: u32 = 0; // the number of changes between upper case, lower case and digit
let smalls: u32 = 0; // the number of lower-case letters

/** Measures the last characters of a run. @returns whether they may be random */
function takeTail(from: usize, to: usize): bool {
  lows = highs = 0;
  changes = smalls = 0;
  let kind: u32 = 0;
  for (let at = from; at < to; at++) {
    const byte = load<u8>(at);
    if (byte == 0x5f || byte == 0x2d) return false;
    let its: u32 = 0;
    if (byte >= 0x61) its = 3;
    else if (byte >= 0x41) its = 2;
    else if (byte >= 0x30) its = 1;
    if (byte < 64) lows |= <u64>1 << byte;
    else highs |= <u64>1 << (byte - 64);
    if (its == 3) smalls++;
    if (its == 0) continue;
    if (kind != 0 && its != kind) changes++;
    kind = its;
  }
  const UPPER: u64 = 0x7fffffe;
  const LOWER: u64 = 0x7fffffe00000000;
  return (highs & UPPER) != 0 && (highs & LOWER) != 0 && popcnt(lows) + popcnt(highs) >= 16;
}

export function takeSecret(from: usize, to: usize): void {
  if (!takeTail(to - 40, to)) return;
  // Digits, + and / are the bytes below 64
  if (changes < 14 && lows == 0) return;
  const isJumbled = changes >= 9 && smalls <= 28 && !isInBlock(from);
  addCounted(isJumbled ? RANDOM_40 | JUMBLED_40 : RANDOM_40, to);
}

/** Whether the line above ends with 60 or more base64 characters, as in a certificate or an image. */
function isInBlock(from: usize): bool {
  let at = from;
  while (at > INPUT && from - at < 80 && isBlank(load<u8>(at - 1))) at--;
  if (at == INPUT || load<u8>(at - 1) != 0x0a) return false;
  const line = --at;
  while (at > INPUT && line - at < 8 && isBlankOrEnd(load<u8>(at - 1))) at--;
  const last = at;
  while (at > INPUT && from - at < 160 && isRun(load<u8>(at - 1)) && load<u8>(at - 1) != 0x5f && load<u8>(at - 1) != 0x2d) at--;
  return last - at >= 60;
}

/** Whether a byte is a blank, a tab, a quote or a plus. */
function isBlank(byte: u8): bool {
  return byte == 0x20 || byte == 9 || byte == 0x22 || byte == 0x27 || byte == 0x60 || byte == 0x2b;
}

function isBlankOrEnd(byte: u8): bool {
  return isBlank(byte) || byte == 0x2c || byte == 0x0d;
}

export function takePassword(to: usize): void {
  const one = load<u8>(to - 44);
  const two = load<u8>(to - 43);
  const isNew = one == 0x42 && two >= 0x41 && two <= 0x50; // B, A to P
  const isOld = one == 0x41 && two >= 0x67 && two <= 0x76; // A, g to v
  if ((isNew || isOld) && takeTail(to - 44, to)) addCounted(BASE64_44, to);
}

export function hexFromTo(from: usize, to: usize): void {
  const size = to - from;
  if (size < 32 || size > 48) return;
  const one = v128.load(to - 32);
  const two = v128.load(to - 16);
  const lower = v128.or(isSmall(one), isSmall(two));
  const upper = v128.or(isCapital(one), isCapital(two));
  if (v128.any_true(lower) && v128.any_true(upper)) addShape(HEX_32);
}

function isSmall(digits: v128): v128 {
  return i8x16.gt_u(digits, i8x16.splat(0x60));
}

function isCapital(digits: v128): v128 {
  return v128.and(i8x16.gt_u(digits, i8x16.splat(0x40)), i8x16.lt_u(digits, i8x16.splat(0x60)));
}
