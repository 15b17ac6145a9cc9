import { createHash } from "node:crypto";

/** Digest of what is short, in hex digits: in one call where node has it, from 20.16 on, which is a third quicker. */
export function hashOf(algorithm: string, data: Buffer | string): string {
  const hash = process.getBuiltinModule?.("node:crypto").hash;
  return hash?.(algorithm, data, "hex") ?? createHash(algorithm).update(data).digest("hex");
}
