// Which characters are adjacent in words. Characters are compared by six bits, so it may answer yes wrongly, but not no.
import { PAIRS, TRIPLES, WORDS, WORD_SIZE } from "./memory";

/** Six bits of a byte. Upper and lower case are the same, and so are bytes outside ASCII and some inside. */
function code(byte: u32): usize {
  return <usize>((byte & 31) | ((byte >> 1) & 32));
}

function add(map: usize, key: usize): void {
  const at = map + (key >> 3);
  store<u8>(at, load<u8>(at) | (<u8>1 << <u8>(key & 7)));
}

function has(map: usize, key: usize): bool {
  return (load<u8>(map + (key >> 3)) & (<u8>1 << <u8>(key & 7))) != 0;
}

/** Records the neighbours in every word. */
export function addNeighbours(): void {
  for (let entry = WORDS; load<u32>(entry) != 0; entry += WORD_SIZE) {
    const letters = <usize>load<u32>(entry);
    const size = <usize>load<u32>(entry, 4);
    let before: usize = 0;
    for (let i: usize = 0; i < size; i++) {
      before = ((before << 6) | code(load<u8>(letters + i))) & 0x3ffff;
      if (i > 0) add(PAIRS, before & 0xfff);
      if (i > 1) add(TRIPLES, before);
    }
  }
}

export function arePair(one: u32, two: u32): bool {
  return has(PAIRS, (code(one) << 6) | code(two));
}

export function areTriple(one: u32, two: u32, three: u32): bool {
  return has(TRIPLES, (code(one) << 12) | (code(two) << 6) | code(three));
}
