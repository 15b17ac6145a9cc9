import { isAscii } from "node:buffer";
import { mayHoldKeys } from "../detectors/mayHoldKeys.ts";

/** What escapes and strings are made of, which go on from one name to the next. */
const JOINING = /[\\%&="'`]/;

/**
 * Whether anything in the names of some files could be a key: `false` is certain. They are searched as they stand, and
 * part by part; all at once where they are plain, which tells less and is quicker. What is no ASCII
 * may be a key by where it stands in its name.
 */
export function mayNameKeys(paths: readonly string[]): boolean {
  // With an empty line between two names none goes on in the next, as lines of base64 do.
  const whole = paths.join("\n\n");
  const bytes = Buffer.from(`${whole}\n\n${whole.replaceAll("/", "\n\n")}`);
  if (isAscii(bytes) && !JOINING.test(whole)) return mayHoldKeys(bytes, undefined);
  return paths
    .flatMap((path) => [path, ...path.split("/")])
    .some((name) => mayHoldKeys(Buffer.from(name), undefined));
}
