import type { View } from "./detector.ts";

/** The view of a text in which nothing is decoded. */
export function plainView(text: string, path?: string): View {
  return { text, path, toSource: (span) => span, encodings: () => [] };
}
