/**
 * Groups distinct items by key; groups and items keep their order.
 * @param most items with a new key are dropped once there are this many groups
 */
export function groupBy<T, K>(
  items: Iterable<T>,
  key: (item: T) => K,
  most = Number.POSITIVE_INFINITY,
): Map<K, Set<T>> {
  const groups = new Map<K, Set<T>>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group !== undefined) group.add(item);
    else if (groups.size < most) groups.set(key(item), new Set([item]));
  }
  return groups;
}
