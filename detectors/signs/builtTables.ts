/** Defined by the build: the words of all detectors, and the kernel's tables for them in base64. */
declare const KEYLATCH_TABLES: { readonly words: string; readonly image: string } | undefined;

/** The kernel's tables for these words, if the build has filled them: to fill them at run time would slow down every commit. */
export function builtTables(words: readonly string[]): Uint8Array | null {
  if (typeof KEYLATCH_TABLES === "undefined" || KEYLATCH_TABLES.words !== words.join("\n")) return null;
  return Buffer.from(KEYLATCH_TABLES.image, "base64");
}
