import packageJson from "../package.json" with { type: "json" };

/** Defined by the build, so that a bundle does not contain package.json. */
declare const KEYLATCH_VERSION: string | undefined;

/** The version in package.json. */
export const version: string = typeof KEYLATCH_VERSION === "string" ? KEYLATCH_VERSION : packageJson.version;
