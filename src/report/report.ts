import type { Verdict } from "../finding.ts";
import type { Io, Output } from "../io.ts";
import { renderText } from "./finding/text.ts";
import { renderCodeQuality } from "./formats/codeQuality.ts";
import { renderJson } from "./formats/json.ts";
import { renderSarif } from "./formats/sarif.ts";
import { chooseStyle } from "./style.ts";

/** How a verdict is to be printed. */
export interface ReportOptions {
  readonly format: "text" | "json" | "sarif" | "gitlab";
  readonly noColor?: boolean;
}

/** Writes a verdict to a stream; as text, nothing for a hook without findings. */
export function writeReport(stream: Output, io: Io, verdict: Verdict, options: ReportOptions): void {
  const text = rendered(stream, io, verdict, options);
  if (text !== "") stream.write(text);
}

function rendered(stream: Output, io: Io, verdict: Verdict, options: ReportOptions): string {
  switch (options.format) {
    case "text":
      return renderText(verdict, chooseStyle(io.env, stream, options));
    case "json":
      return renderJson(verdict);
    case "sarif":
      return renderSarif(verdict);
    case "gitlab":
      return renderCodeQuality(verdict);
  }
}
