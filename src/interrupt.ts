/** Signals that end a hook: Ctrl-C, a client that gives up, a terminal that closes. */
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Milliseconds that undoing may take. */
const PATIENCE = 1000;

const undoing = new Set<() => Promise<unknown>>();

/**
 * Runs `undo` if a signal is about to end this process, waits for it, then lets the signal take effect.
 * @returns a function to call when there is nothing left to undo
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
