import { createHash } from "node:crypto";

type Hash = (algorithm: string, data: Buffer | string, encoding: "hex") => string;

let inOne: Hash | undefined;

/** Digest of short data in hex digits. `crypto.hash`, which can be had from Node 20.16 on, takes two thirds of the time of `createHash`. */
export function hashOf(algorithm: string, data: Buffer | string): string {
  inOne ??= process.getBuiltinModule?.("node:crypto").hash ?? inTwo;
  return inOne(algorithm, data, "hex");
}

const inTwo: Hash = (algorithm, data, encoding) => createHash(algorithm).update(data).digest(encoding);
