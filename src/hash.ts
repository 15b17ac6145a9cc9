import { createHash } from "node:crypto";

type Hash = (algorithm: string, data: Buffer | string, encoding: "hex") => string;

let inOne: Hash | undefined;

/** Digest of what is short, in hex digits: in one call where node has it, from 20.16 on, which is a third quicker. */
export function hashOf(algorithm: string, data: Buffer | string): string {
  inOne ??= process.getBuiltinModule?.("node:crypto").hash ?? inTwo;
  return inOne(algorithm, data, "hex");
}

const inTwo: Hash = (algorithm, data, encoding) => createHash(algorithm).update(data).digest(encoding);
