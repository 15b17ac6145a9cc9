/** Put in by the build: the words of all detectors, and the kernel's tables for them in base64. */
declare const KEYLATCH_TABLES: { readonly words: string; readonly image: string } | undefined;

/** Tables that the build has filled: to fill them takes longer than a small commit may. */
export function builtTables(words: readonly string[]): Uint8Array | null {
  if (typeof KEYLATCH_TABLES === "undefined" || KEYLATCH_TABLES.words !== words.join("\n")) return null;
  return Buffer.from(KEYLATCH_TABLES.image, "base64");
}
