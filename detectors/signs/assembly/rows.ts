import { BETWEEN, IN_ROW, is, isBlankLetter, QUOTE } from "./kinds";
import { byteAt, end, INPUT, spend } from "./memory";

/** Whether an escape is in a run of base64, possibly with other escapes and seams in it, that is long enough to be a shape. */
export function isInRow(from: usize, to: usize): bool {
  const size = rowFrom(from - 1, BACK) + rowFrom(to, 1);
  spend(size);
  return size >= 19;
}

/** One byte back: addresses wrap around. */
const BACK: usize = <usize>-1;

function rowFrom(start: usize, step: usize): u32 {
  let size: u32 = 0;
  for (let at = start; at >= INPUT && at < end && size < 64; at += step) {
    if (is(load<u8>(at), IN_ROW)) {
      size++;
      continue;
    }
    const past = pastBetween(at, step);
    if (past == at) return size;
    if (step != BACK && !isBorder(at - 1)) return size;
    at = past - step;
  }
  return size;
}

/** Whether a byte ends a literal, a line (raw or escaped) or a comment marker. */
function isBorder(at: usize): bool {
  const last = byteAt(at);
  return is(last, QUOTE) || last == 0x5c || last == 0x2f || last == 0x23 || isEncodedBlank(at);
}

/** Whether a byte is the letter of an escaped `\n`, `\r` or `\t`. */
function isEncodedBlank(at: usize): bool {
  return isBlankLetter(byteAt(at)) && byteAt(at - 1) == 0x5c;
}

/** The first place from `at` on that is not between two literals or two parts of a continued line; `at` if it is not between any. */
function pastBetween(at: usize, step: usize): usize {
  let past = at;
  let passed = 0;
  while (passed < 300 && (is(byteAt(past), BETWEEN) || (past != at && isEncodedBlank(past)))) {
    past += step;
    passed++;
  }
  spend(passed);
  // Only at a quote or a line continuation.
  return is(byteAt(past), QUOTE) || byteAt(past - step) == 0x5c || (step == 1 && byteAt(at - 1) == 0x5c) ? past : at;
}
