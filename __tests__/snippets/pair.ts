import { pairs } from "../../src/explain/pairs.ts";
import { readSnippets } from "../../src/explain/snippets.ts";

/** What a store holds of every pair. */
export const VALUES = ["a user", "a pass word/+="];

/** Every snippet of a language, with what its pair is called. */
export function snippetsIn(lang: Parameters<typeof readSnippets>[2]) {
  return pairs.flatMap((pair) =>
    readSnippets(pair, undefined, lang).map(({ store, code }) => ({ type: pair.type, store, code })),
  );
}
