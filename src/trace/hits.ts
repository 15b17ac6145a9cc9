import { occurrences } from "../../detectors/occurrences.ts";
import { lineStarts, positionAt } from "../search/lines.ts";
import { textChunks } from "../search/text.ts";
import type { Content } from "./contents.ts";
import type { Needle } from "./target.ts";

/** An occurrence of a part of the credential. Contains nothing of the secret. */
export interface Hit {
  /** Index of the needle. */
  readonly part: number;
  /** 1-based, UTF-16 units. */
  readonly line: number;
  readonly column: number;
  readonly encodings: readonly string[];
  /** The name that it is assigned to. */
  readonly name: string | null;
}

/** All occurrences, by the key of the content. */
export type Hits = ReadonlyMap<string, readonly Hit[]>;

/** Searches all contents for all parts of the credential; contents without any have no entry. */
export async function findHits(contents: AsyncIterable<Content>, needles: readonly Needle[]): Promise<Hits> {
  const parts = new Map(needles.map(({ value }, index) => [value, index]));
  const values = [...parts.keys()];
  const found = new Map<string, readonly Hit[]>();
  for await (const { key, path, pieces } of contents) {
    const hits = new Map<string, Hit>();
    for await (const chunk of textChunks(pieces)) {
      const seen = occurrences(chunk.text, values, path);
      if (seen.length === 0) continue;
      const starts = lineStarts(chunk.text);
      for (const { value, span, encodings, name } of seen) {
        const { line, column } = positionAt(starts, span.start, chunk);
        const part = parts.get(value) as number;
        // Chunks of a long file overlap.
        const place = `${line}:${column}:${part}`;
        if (!hits.has(place)) hits.set(place, { part, line, column, encodings, name });
      }
    }
    if (hits.size > 0) found.set(key, [...hits.values()]);
  }
  return found;
}

/** The parts that a content contains. */
export function partsIn(hits: Hits, key: string | undefined): ReadonlySet<number> {
  return new Set(key === undefined ? [] : hits.get(key)?.map(({ part }) => part));
}
