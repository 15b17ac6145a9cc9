/** Which of a list of keywords a text holds, in any case. */
export type KeywordFinder = (text: string) => ReadonlySet<string>;

/** Characters of a keyword that are looked at first. */
const PREFIX = 3;
const BITS = 5;
const MASK = (1 << (PREFIX * BITS)) - 1;

/** A letter in either case and whatever shares its last bits: a wrong guess costs one comparison. */
const FOLDED = Uint8Array.from({ length: 1 << 16 }, (_, code) => code & 31);

/** Looks for all keywords, of three or more characters of ASCII in lower case, in one pass. */
export function keywordFinder(keywords: readonly string[]): KeywordFinder {
  const byPrefix: (string[] | undefined)[] = new Array(MASK + 1);
  const isPrefix = new Uint8Array(MASK + 1);
  for (const keyword of new Set(keywords)) {
    const prefix = Array.from(keyword.slice(0, PREFIX)).reduce(
      (hash, unit) => ((hash << BITS) | (FOLDED[unit.charCodeAt(0)] as number)) & MASK,
      0,
    );
    byPrefix[prefix] = [...(byPrefix[prefix] ?? []), keyword];
    isPrefix[prefix] = 1;
  }
  return (text) => {
    const found = new Set<string>();
    for (let at = 0, hash = 0; at < text.length; at++) {
      hash = ((hash << BITS) | (FOLDED[text.charCodeAt(at)] as number)) & MASK;
      if (isPrefix[hash] !== 1) continue;
      const start = at - PREFIX + 1;
      for (const keyword of byPrefix[hash] as string[]) {
        if (found.has(keyword)) continue;
        if (text.slice(start, start + keyword.length).toLowerCase() === keyword) found.add(keyword);
      }
    }
    return found;
  };
}
