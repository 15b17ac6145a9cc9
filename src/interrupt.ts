/** Signals that end a hook: Ctrl-C, a client that gives up, a terminal that closes. */
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Milliseconds that what has to be undone may take. */
const PATIENCE = 1000;

const undoing = new Set<() => Promise<unknown>>();

/**
 * Runs `undo` when a signal ends this process, and waits for it; then the signal does what it would have done.
 * @returns to be called when there is nothing to undo any more
 */
export function whenInterrupted(undo: () => Promise<unknown>): () => void {
  if (undoing.size === 0) for (const signal of SIGNALS) process.on(signal, interrupt);
  undoing.add(undo);
  return () => {
    undoing.delete(undo);
    if (undoing.size === 0) for (const signal of SIGNALS) process.off(signal, interrupt);
  };
}

async function interrupt(signal: NodeJS.Signals): Promise<void> {
  for (const name of SIGNALS) process.off(name, interrupt);
  const all = Promise.allSettled([...undoing].map((undo) => undo()));
  await Promise.race([all, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
  process.kill(process.pid, signal);
}
