import { existsSync } from "node:fs";
import { join } from "node:path";
import { isKnown } from "../config/known.ts";
import type { ByteStream } from "./byteStream.ts";

/** Whether there is no configuration, or a valid one, and no salt that cannot be read. */
export function isPlainPolicy(stream: ByteStream, top: string, commonDir: string): boolean {
  const config = smallFile(stream);
  if (config !== null && !saysNothing(config) && !isKnown({ commonDir }, config)) return false;
  const salt = smallFile(stream)?.toString("latin1");
  if (salt !== undefined) return /^[0-9a-f]{64}\s*$/.test(salt);
  return !existsSync(join(top, ".keylatch/salt"));
}

/** What `keylatch init` writes: the configuration's schema, and no setting. */
function saysNothing(config: Buffer): boolean {
  return /^\s*\{\s*(?:"\$schema"\s*:\s*"[\w./@-]*"\s*)?\}\s*$/.test(config.toString("latin1"));
}

/** `<oid> blob <size>\n<content>\n`, or `<name> missing\n`. */
function smallFile(stream: ByteStream): Buffer | null {
  const header = stream.line();
  if (header.endsWith(" missing")) return null;
  const size = Number(/^[0-9a-f]{40,64} blob (\d{1,6})$/.exec(header)?.[1]);
  if (Number.isNaN(size)) throw new Error("a file of keylatch's own cannot be read");
  const bytes = stream.take(size);
  stream.line();
  return bytes;
}
