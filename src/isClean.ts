import { mayHoldKeys } from "../detectors/mayHoldKeys.ts";
import { archiveKind } from "./archiveKind.ts";
import { narrowWhole } from "./text.ts";

/** Whether nothing can be found in a whole file of these bytes: certain, and told at once. */
export function isClean(bytes: Buffer, path: string | undefined): boolean {
  const narrow = archiveKind(bytes) === null ? narrowWhole(bytes) : null;
  return narrow !== null && !mayHoldKeys(narrow, path);
}
