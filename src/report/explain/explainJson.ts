import type { Detector } from "../../../detectors/detector.ts";
import { checked } from "../../explain/checked.ts";
import type { Page } from "../../explain/page.ts";
import { jsonText } from "../printable.ts";

/** A page for programs, with all examples. */
export function explainJson(page: Page): string {
  return jsonText({ version: 1, ...page });
}

/** All kinds of keys, for programs. */
export function explainListJson(detectors: readonly Detector[]): string {
  const keys = detectors.map(({ id, family, title, severity }) => ({ id, family, title, severity }));
  return jsonText({ version: 1, checked, keys });
}
