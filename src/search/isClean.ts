import { mayHoldKeys } from "../../detectors/mayHoldKeys.ts";
import { archiveKind } from "./archiveKind.ts";
import { narrowWhole } from "./text.ts";

/** Whether a whole file certainly has no key in it. `false` only means that it has to be searched. */
export function isClean(bytes: Buffer, path: string | undefined): boolean {
  const narrow = archiveKind(bytes) === null ? narrowWhole(bytes) : null;
  return narrow !== null && !mayHoldKeys(narrow, path);
}
