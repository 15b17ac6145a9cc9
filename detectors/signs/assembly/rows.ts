// What ../rows.ts does.
import { BETWEEN, IN_ROW, is, QUOTE } from "./kinds";
import { byteAt, end, INPUT, spend } from "./memory";

/** Whether so many characters of base64 stand around an escape, other escapes and seams among them, that they can be a shape. */
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
    const last = byteAt(at - step);
    if (!(is(last, QUOTE) || last == 0x5c || step == BACK)) return size;
    at = past - step;
  }
  return size;
}

/** The first place from `at` on that is not between literals. */
function pastBetween(at: usize, step: usize): usize {
  let past = at;
  let passed = 0;
  while (passed < 300 && is(byteAt(past), BETWEEN)) {
    past += step;
    passed++;
  }
  spend(passed);
  // A literal begins or ends here, or a line that went on.
  return is(byteAt(past), QUOTE) || byteAt(past - step) == 0x5c || (step == 1 && byteAt(at - 1) == 0x5c) ? past : at;
}
