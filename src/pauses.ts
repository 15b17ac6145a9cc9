/** Longest time without a pause, in milliseconds: too short for a person to notice. */
const MOST = 50;

/** For long synchronous loops: returns a function that, when a pause is due, returns a promise to await so that timers and signals can run. */
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
