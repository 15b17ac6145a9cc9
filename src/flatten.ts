/** Flattens batches into single items, at one promise per item: a generator would need several. */
export function flatten<T>(batches: AsyncGenerator<readonly T[]>): AsyncIterableIterator<T> {
  let batch: readonly T[] = [];
  let at = 0;
  async function refilled(): Promise<IteratorResult<T>> {
    for (;;) {
      const { value, done } = await batches.next();
      if (done) return { value: undefined, done };
      [batch, at] = [value, 0];
      if (batch.length > 0) return { value: batch[at++] as T, done: false };
    }
  }
  const next = () =>
    at < batch.length ? Promise.resolve({ value: batch[at++] as T, done: false }) : refilled();
  return {
    next,
    return: () => batches.return(undefined) as Promise<IteratorResult<T>>,
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
