import { createHash } from "node:crypto";
import { damaged } from "./damaged.ts";

/**
 * Passes bytes through, and verifies their digest at the end.
 * @throws {KeylatchError} `damaged-image` if the digest differs
 */
export async function* checked(bytes: AsyncIterable<Buffer>, digest: string): AsyncGenerator<Buffer> {
  const [algorithm, wanted] = digest.split(":") as [string, string | undefined];
  if (wanted === undefined || !/^sha(?:256|512)$/.test(algorithm)) {
    yield* bytes;
    return;
  }
  const hash = createHash(algorithm);
  for await (const piece of bytes) {
    hash.update(piece);
    yield piece;
  }
  if (hash.digest("hex") !== wanted)
    throw damaged(`the layer ${digest} is damaged: its content has another digest`);
}
