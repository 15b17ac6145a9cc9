import { mayJoin } from "./calls";
import { isRun } from "./kinds";
import { addShape, BY_QUAD, CALL, end, FOUND, INPUT, KEY_ID, lead, MIDDLE, shapes, TILDES, WORDS, WORD_SIZE } from "./memory";

/** Flags of an entry: it is the last one with its hash; it counts only at the start of a word. */
const LAST: u16 = 1;
const BOUNDED: u16 = 2;

/** The part of a long run in which the last short word was found. */
let longStart: usize = 0;
let longEnd: usize = 0;

export function beginWords(): void {
  longStart = longEnd = 0;
}

/** Compares the words with the four bytes that end at `at`, or with the last three of them. */
export function wordAt(at: usize): void {
  const quad = load<u32>(at - 3) | 0x20202020;
  const four = firstOf(quad);
  const three = firstOf(quad & 0xffffff00);
  if ((four | three) == 0) return;
  wordsOf(four, at - 3);
  wordsOf(three, at - 3);
}

/** 1 plus the index of the first word with these letters, or 0. */
function firstOf(quad: u32): usize {
  return <usize>load<u8>(BY_QUAD + <usize>((quad * 0x9e3779b1) >> 22));
}

function wordsOf(index: usize, at: usize): void {
  if (index == 0) return;
  for (let entry = WORDS + (index - 1) * WORD_SIZE; ; entry += WORD_SIZE) {
    takeWord(entry, at);
    if ((load<u16>(entry, 14) & LAST) != 0) return;
  }
}

/** Records a word if all of it is where its four letters begin at a byte. */
function takeWord(entry: usize, quad: usize): void {
  const letters = <usize>load<u32>(entry);
  const size = <usize>load<u32>(entry, 4);
  const start = quad - <usize>load<i16>(entry, 8);
  // First the ends, in which words with the same four letters differ.
  if (!isLetter(start, letters) || !isLetter(start + size - 1, letters + size - 1)) return;
  if (start < INPUT || start + size > end) return;
  const number = <u32>load<u16>(entry, 10);
  const shape = <u32>load<u16>(entry, 12);
  const seen = FOUND + <usize>(number >> 3);
  const bit = <u8>1 << <u8>(number & 7);
  if (shape != 0 ? (shape != CALL && (shapes & shape) != 0) : (load<u8>(seen) & bit) != 0) return;
  if (!isSame(start, letters, size)) return;
  if ((load<u16>(entry, 14) & BOUNDED) != 0 && !isBeginning(start)) return;
  if (shape == CALL) {
    if (mayJoin(start)) lead(start);
  } else if (shape != 0) {
    if (isShapeAt(start, shape)) addShape(shape);
  } else if (size >= 8 || !isInLongRun(start)) store<u8>(seen, load<u8>(seen) | bit);
}

/** Whether a word begins here: see `BOUNDED` in ../tables.ts. */
function isBeginning(at: usize): bool {
  if (at == INPUT) return true;
  const before = load<u8>(at - 1);
  if (load<u8>(MIDDLE + before) == 0) return true;
  // A capital behind a small letter, or before one
  return (load<u8>(at) & 0x20) == 0 && ((before & 0x20) != 0 || (load<u8>(at, 1) & 0x20) != 0);
}

function isSame(at: usize, word: usize, size: usize): bool {
  for (let i: usize = 0; i < size; i++) if (!isLetter(at + i, word + i)) return false;
  return true;
}

function isLetter(at: usize, letter: usize): bool {
  return (load<u8>(at) | 0x20) == load<u8>(letter);
}

function isShapeAt(at: usize, shape: u32): bool {
  if (shape == KEY_ID) return isKeyIdAt(at);
  return shape == TILDES ? isTildesAt(at) : isDashesAt(at);
}

/** `AKIA` or `ASIA` and 16 characters of base32. */
function isKeyIdAt(at: usize): bool {
  if (at + 20 > end || (load<u32>(at) & 0x20202020) != 0) return false;
  for (let i: usize = 4; i < 20; i++) {
    const byte = load<u8>(at + i);
    if (!((byte >= 0x41 && byte <= 0x5a) || (byte >= 0x32 && byte <= 0x37))) return false;
  }
  return true;
}

/** `~?~` between a character of a word and six that are printable. */
function isTildesAt(at: usize): bool {
  if (at == INPUT || at + 9 > end || load<u8>(at, 1) != 0x3f) return false;
  const before = load<u8>(at - 1);
  if (before != 0x2e && before != 0x7d && (!isRun(before) || before == 0x2b || before == 0x2f)) return false;
  if (load<u8>(at) != 0x7e || load<u8>(at, 2) != 0x7e) return false;
  for (let i: usize = 3; i < 9; i++) if (load<u8>(at + i) < 0x21 || load<u8>(at + i) > 0x7e) return false;
  return true;
}

/** Three dashes between the last 12 digits of a UUID and a digit, in a run of 20 characters. */
function isDashesAt(at: usize): bool {
  if (at < INPUT + 13 || at + 4 > end || load<u8>(at - 13) != 0x2d) return false;
  const last = load<u8>(at, 3);
  if ((load<u32>(at) & 0xffffff) != 0x2d2d2d || last < 0x30 || last > 0x39) return false;
  let from = at - 13;
  while (from > INPUT && at - from < 16 && isRun(load<u8>(from - 1))) from--;
  let to = from;
  while (to < end && to - from < 20 && isRun(load<u8>(to))) to++;
  return to - from >= 20;
}

/** Whether a place is in a run of 64 or more base64 characters. */
function isInLongRun(at: usize): bool {
  if (at < longEnd && at >= longStart) return true;
  let from = at;
  while (from > INPUT && at - from < 64 && isRun(load<u8>(from - 1))) from--;
  let to = at;
  while (to < end && to - from < 64 && isRun(load<u8>(to))) to++;
  if (to - from < 64) return false;
  const far = to + 512 < end ? to + 512 : end;
  while (to < far && isRun(load<u8>(to))) to++;
  longStart = from;
  longEnd = to;
  return true;
}
