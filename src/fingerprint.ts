import { createHmac, scryptSync } from "node:crypto";

/** Identifies a secret within one repository, wherever it is: 32 hex digits. */
export type Fingerprint = string;

/** scrypt parameters: about 50 ms per guess and 16 MiB. */
const SCRYPT = { N: 1 << 14, r: 8, p: 1 } as const;

/**
 * Returns a function that makes fingerprints with a repository's salt: an HMAC for generated secrets, scrypt for chosen
 * ones, so that a public record does not help to guess them.
 */
export function fingerprinter(
  salt: Buffer,
): (value: string, kind: "generated" | "chosen" | "identifier") => Fingerprint {
  const known = new Map<string, Fingerprint>();
  return (value, kind) => {
    const key = `${kind}\0${value}`;
    let fingerprint = known.get(key);
    if (fingerprint === undefined) {
      fingerprint = (
        kind === "chosen"
          ? scryptSync(value, salt, 16, SCRYPT)
          : createHmac("sha256", salt).update(value).digest().subarray(0, 16)
      ).toString("hex");
      known.set(key, fingerprint);
    }
    return fingerprint;
  };
}
