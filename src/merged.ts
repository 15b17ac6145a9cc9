/** Merges generators: yields each value as soon as one of them has it. */
export async function* merged<T>(generators: readonly AsyncGenerator<T>[]): AsyncGenerator<T> {
  const nextOf = async (generator: AsyncGenerator<T>) => ({ generator, result: await generator.next() });
  const waiting = new Map(generators.map((generator) => [generator, nextOf(generator)]));
  try {
    while (waiting.size > 0) {
      const { generator, result } = await Promise.race(waiting.values());
      if (result.done) {
        waiting.delete(generator);
        continue;
      }
      yield result.value;
      waiting.set(generator, nextOf(generator));
    }
  } finally {
    for (const [generator, next] of waiting) {
      next.catch(() => undefined);
      generator.return(undefined).catch(() => undefined);
    }
  }
}
