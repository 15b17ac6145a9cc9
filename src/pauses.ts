/** Milliseconds without a pause: fewer than a person notices. */
const MOST = 50;

/** For loops that never wait: what it returns lets timers and signals through, at times. */
export function pauses(): () => Promise<void> | undefined {
  let next = Date.now() + MOST;
  return () => {
    if (Date.now() < next) return undefined;
    return new Promise((resolve) =>
      setImmediate(() => {
        next = Date.now() + MOST;
        resolve();
      }),
    );
  };
}
