import packageJson from "../package.json" with { type: "json" };

/** Put in by the build, which needs no more of package.json. */
declare const KEYLATCH_VERSION: string | undefined;

/** The version in package.json. */
export const version: string = typeof KEYLATCH_VERSION === "string" ? KEYLATCH_VERSION : packageJson.version;
