/** The item with the least cost, the first of several such; `undefined` if there are no items. */
export function cheapest<T>(items: Iterable<T>, costOf: (item: T) => number): T | undefined {
  let [best, least] = [undefined as T | undefined, Number.POSITIVE_INFINITY];
  for (const item of items) {
    const cost = costOf(item);
    if (cost < least) [best, least] = [item, cost];
  }
  return best;
}
