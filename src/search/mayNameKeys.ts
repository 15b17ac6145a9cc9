import { isAscii } from "node:buffer";
import { mayHoldKeys } from "../../detectors/mayHoldKeys.ts";

/** Characters of escapes and strings, which could continue from one name into the next. */
const JOINING = /[\\%&="'`]/;

/**
 * Whether any of these file names could contain a key; `false` is certain. Names are searched as a whole and component by
 * component. Plain ASCII names are searched all at once, which is quicker and gives more false positives. Others one by
 * one: a key may be recognised by its position in the name.
 */
export function mayNameKeys(paths: readonly string[]): boolean {
  // An empty line keeps a name from continuing in the next one, as lines of base64 do.
  const whole = paths.join("\n\n");
  const bytes = Buffer.from(`${whole}\n\n${whole.replaceAll("/", "\n\n")}`);
  if (isAscii(bytes) && !JOINING.test(whole)) return mayHoldKeys(bytes, undefined);
  return paths
    .flatMap((path) => [path, ...path.split("/")])
    .some((name) => mayHoldKeys(Buffer.from(name), undefined));
}
