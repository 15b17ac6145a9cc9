/** Put in by the build: a digest of all code that can change what is found. */
declare const KEYLATCH_RULES: string | undefined;

/** Stands for the detectors and all that leads content to them; another build has another one. */
export const rules: string = typeof KEYLATCH_RULES === "string" ? KEYLATCH_RULES : "";
