import type { Trace } from "../../trace/trace.ts";
import { printableJson } from "../printable.ts";

/** A trace for programs; ends with a newline. */
export function traceJson(trace: Trace): string {
  return `${printableJson(JSON.stringify({ version: 1, ...trace }, null, 2))}\n`;
}
