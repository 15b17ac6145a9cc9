import type { CiScope } from "../ci/scope.ts";
import { short } from "./place.ts";
import { printable } from "./printable.ts";

/** One line that says which commits a CI job checks, and which variables named them. */
export function ciText(system: string, { head, base, baseName, headName, because }: CiScope): string {
  const what =
    base === null
      ? `everything up to ${short(head)} (${headName})`
      : `${short(base)}..${short(head)}, from ${baseName} to ${headName}`;
  const why = because === null ? "" : `; ${because}`;
  return `keylatch: ${printable(`${system}, ${what}${why}`)}\n`;
}
