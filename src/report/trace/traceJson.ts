import type { Trace } from "../../trace/trace.ts";
import { jsonText } from "../printable.ts";

/** A trace for programs; ends with a newline. */
export function traceJson(trace: Trace): string {
  return jsonText({ version: 1, ...trace });
}
