import type { JudgedFinding } from "../../finding.ts";
import { placeName, short } from "../place.ts";

/** A finding as one line, for programs that show its position themselves. */
export function messageOf({ title, identifier, path, commit }: JudgedFinding): string {
  const place = placeName(path);
  const where = place === null ? "" : ` in the ${place}`;
  const whose = identifier === null ? "" : ` (${identifier})`;
  return `${title}${whose}${where}${commit === null ? "" : ` in commit ${short(commit)}`}`;
}
