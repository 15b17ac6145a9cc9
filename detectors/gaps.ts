import type { Replacement } from "./replacement.ts";

/** Characters kept on either side of a replacement, where the names, ids and hosts that belong to it stand. */
const REACH = 4096;

/** Further characters searched for a line break at which to cut. */
const SLACK = 1024;

/** Stands for omitted text: no value continues across it, and no cut value looks complete. */
const GAP = "Z_\n\n_Z";

/** The replacements, and further ones that omit long stretches of text between them. */
export function withGaps(text: string, replacements: readonly Replacement[]): Replacement[] {
  const all: Replacement[] = [];
  let end = -REACH;
  for (const replacement of replacements) {
    addGap(all, text, end + REACH, replacement.start - REACH);
    all.push(replacement);
    end = replacement.end;
  }
  addGap(all, text, end + REACH, text.length);
  return all;
}

function addGap(all: Replacement[], text: string, from: number, to: number): void {
  if (to - from < REACH) return;
  const below = text.slice(from, from + SLACK).indexOf("\n");
  const above = to === text.length ? -1 : text.slice(to - SLACK, to).lastIndexOf("\n");
  const start = below === -1 ? from : from + below;
  const end = above === -1 ? to : to - SLACK + above;
  all.push({ start, end, text: GAP, kinds: [] });
}
