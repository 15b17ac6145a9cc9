import { createHmac, scryptSync } from "node:crypto";

/** Stands for a secret within one repository, the same wherever it is: 32 hex digits. */
export type Fingerprint = string;

/** Parameters of the slow form: about 50 ms a guess and 16 MiB. */
const SCRYPT = { N: 1 << 14, r: 8, p: 1 } as const;

/**
 * Makes fingerprints with a repository's salt. Random secrets take an HMAC; secrets that people choose take scrypt,
 * so that a public record is no help in guessing them.
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
