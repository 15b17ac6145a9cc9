import type { Replacement } from "./replacement.ts";

/** Characters kept on either side of what is decoded: names, ids and hosts that belong to it stand there. */
const REACH = 4096;

/** How much further a line break is looked for, to cut there. */
const SLACK = 1024;

/** Stands for what is left out: no value goes on across it, and no cut value looks whole. */
const GAP = "Z_\n\n_Z";

/** Replacements, and gaps instead of long stretches of a text without any. */
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
