/**
 * The first index of which something holds, found by halves: it has to hold of all behind it as well.
 * @returns `length` when it holds of none
 */
export function firstIndex(length: number, holds: (index: number) => boolean): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
