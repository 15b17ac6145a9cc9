import { createHash } from "node:crypto";
import { damaged } from "./damaged.ts";

/**
 * The same bytes, and at their end a look at their digest.
 * @throws {KeylatchError} `damaged-image` when they are not what the digest says
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
