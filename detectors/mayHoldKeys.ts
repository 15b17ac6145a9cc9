import type { Detector } from "./detector.ts";
import { detectors } from "./index.ts";
import { SignReader } from "./signs/signs.ts";

let reader: SignReader<Detector> | undefined;

/** Tells which of all detectors a content wakes. */
export function signReader(): SignReader<Detector> {
  reader ??= new SignReader(detectors);
  return reader;
}

/**
 * Whether `detect` can find anything in a text of these bytes: `false` is certain, and told at a gigabyte a second.
 * @param bytes one byte per character of ASCII: UTF-8, Latin-1, or UTF-16 made narrow
 */
export function mayHoldKeys(bytes: Buffer, path: string | undefined): boolean {
  return signReader().mayWake(bytes, path);
}
