import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";

/**
 * Median wall times of processes in milliseconds. They run in turn (A B C, C B A, …), after one warm-up run each, so that a
 * machine whose speed drifts favours none.
 */
export function measure(rows, rounds) {
  const times = rows.map(() => []);
  for (const row of rows) run(row);
  for (let round = 0; round < rounds; round++) {
    const order = [...rows.keys()];
    if (round % 2 === 1) order.reverse();
    for (const index of order) times[index].push(run(rows[index]));
  }
  return times.map(median);
}

/**
 * Speed of the keyword filter in gigabytes per second, in memory and on one core. The texts are in chunks as in a scan, and
 * UTF-16 is narrowed.
 */
export function filterSpeed(bytes, rounds) {
  const { mayHoldKeys, narrowed } = createRequire(import.meta.url)("../../dist/detectors.cjs");
  const isWide = bytes[1] === 0;
  const pieces = Array.from({ length: Math.ceil(bytes.length / PIECE) }, (_, n) =>
    bytes.subarray(n * PIECE, (n + 1) * PIECE),
  );
  const pass = () => {
    const start = process.hrtime.bigint();
    for (const piece of pieces) mayHoldKeys(isWide ? narrowed(piece, false) : piece, "text");
    return Number(process.hrtime.bigint() - start);
  };
  for (let warm = 0; warm < 5; warm++) pass();
  return bytes.length / median(Array.from({ length: rounds }, pass));
}
const PIECE = 1 << 18;

/** Peak resident memory of the largest process, in MB; `null` without GNU time. */
export function peakMemory({ command, args, cwd }) {
  const time = "/usr/bin/time";
  if (!existsSync(time)) return null;
  const { stderr } = spawnSync(time, ["-f", "peak %M", command, ...args], {
    cwd,
    stdio: ["ignore", "ignore", "pipe"],
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  const kilobytes = /peak (\d+)\s*$/.exec(stderr)?.[1];
  return kilobytes === undefined ? null : Math.round(Number(kilobytes) / 1024);
}

function run({ command, args, cwd }) {
  const start = process.hrtime.bigint();
  const { error } = spawnSync(command, args, { cwd, stdio: "ignore" });
  if (error) throw error;
  return Number(process.hrtime.bigint() - start) / 1e6;
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
