import { addShape, CALL, BY_TRIGRAM, end, FOUND, INPUT, isRun, KEY_ID, lead, shapes, WORDS, WORD_SIZE } from "./memory";

/** The last long run that a short word was found in. */
let longStart: usize = 0;
let longEnd: usize = 0;

export function beginWords(): void {
  longStart = longEnd = 0;
}

/** Compares the words whose trigram ends at a byte. */
export function wordAt(at: usize): void {
  if (at < INPUT + 2) return;
  const trigram =
    ((<usize>load<u8>(at - 2) & 31) << 10) | ((<usize>load<u8>(at - 1) & 31) << 5) | (<usize>load<u8>(at) & 31);
  const index = <usize>load<u8>(BY_TRIGRAM + trigram);
  if (index == 0) return;
  for (let entry = WORDS + (index - 1) * WORD_SIZE; ; entry += WORD_SIZE) {
    takeWord(entry, at - 2);
    if (load<u16>(entry, 14) != 0) return;
  }
}

/** Notes a word if it stands where its trigram begins at a byte. */
function takeWord(entry: usize, trigram: usize): void {
  const size = <usize>load<u32>(entry, 4);
  const start = trigram - <usize>load<u16>(entry, 8);
  if (start < INPUT || start + size > end) return;
  const number = <u32>load<u16>(entry, 10);
  const shape = <u32>load<u16>(entry, 12);
  const seen = FOUND + <usize>(number >> 3);
  const bit = <u8>1 << <u8>(number & 7);
  if (shape != 0 ? (shape != CALL && (shapes & shape) != 0) : (load<u8>(seen) & bit) != 0) return;
  if (!isSame(start, <usize>load<u32>(entry), size)) return;
  if (shape == CALL) lead(start);
  else if (shape != 0) {
    if (shape == KEY_ID ? isKeyIdAt(start) : isTildesAt(start)) addShape(shape);
  } else if (size >= 8 || !isInLongRun(start)) store<u8>(seen, load<u8>(seen) | bit);
}

function isSame(at: usize, word: usize, size: usize): bool {
  for (let i: usize = 0; i < size; i++) {
    if ((load<u8>(at + i) | 0x20) != load<u8>(word + i)) return false;
  }
  return true;
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

/** Whether 64 or more characters of base64 stand around a place in one row. */
function isInLongRun(at: usize): bool {
  if (at < longEnd && at >= longStart) return true;
  let from = at;
  while (from > INPUT && at - from < 64 && isRun(load<u8>(from - 1))) from--;
  let to = at;
  while (to < end && to - from < 64 && isRun(load<u8>(to))) to++;
  if (to - from < 64) return false;
  while (to < end && isRun(load<u8>(to))) to++;
  longStart = from;
  longEnd = to;
  return true;
}
