/** Defined by the build: a digest of all code that can affect what is found. */
declare const KEYLATCH_RULES: string | undefined;

/** Identifies the detection code of this build, to tell whether a cached result still holds; empty without a build. */
export const rules: string = typeof KEYLATCH_RULES === "string" ? KEYLATCH_RULES : "";
