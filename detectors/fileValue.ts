import type { Assignment } from "./assignedValue.ts";
import type { View } from "./detector.ts";
import { words } from "./words.ts";

/** `anypoint/client_secret`, `anypoint_password.txt`: the last folder, and the file name without `.txt`. */
const NAME = /(?:^|([^/]{1,80})\/)([^/]{1,80}?)(?:\.txt)?$/;
const ONE_WORD = /^[^\s"'`]{4,256}$/;

/**
 * The content of a file that contains a single word, assigned to the name of the file: Docker and Kubernetes mount secrets
 * that way. `null` for other files.
 */
export function fileValue({ path, text }: View): Assignment | null {
  const [, folder = "", name = ""] = NAME.exec(path ?? "") ?? [];
  const value = text.length < 300 ? text.trim() : "";
  if (name === "" || !ONE_WORD.test(value)) return null;
  const start = text.indexOf(value);
  const span = { start, end: start + value.length };
  return { key: words(name), parents: words(folder), value, span, quoted: false, loose: false };
}
