import { groupBy } from "../../detectors/groupBy.ts";
import { usualVariable } from "../usualVariable.ts";
import { dotenvValue } from "./dotenv.ts";
import type { Movable } from "./locate.ts";
import { Names, nameOf } from "./names.ts";

/**
 * Gives each value one variable, named after its key in the files if that is specific, otherwise after its kind.
 * @param existing variables of the `.env` file
 * @returns the names (none for a value that `.env` cannot hold), and the new variables
 */
export function variablesFor(
  movables: readonly Movable[],
  existing: ReadonlyMap<string, string>,
): { readonly names: Map<Movable, string>; readonly added: ReadonlyMap<string, string> } {
  const names = new Names(existing);
  const found = new Map<Movable, string>();
  const fits = movables.filter(({ spot }) => dotenvValue(spot.value) !== null);
  for (const group of groupBy(fits, ({ spot }) => `${spot.prefix ?? ""}\0${spot.value}`).values()) {
    const all = [...group];
    const first = all[0] as Movable;
    const { value, prefix = "" } = first.spot;
    const fixed = all.find(({ spot }) => spot.fixedName !== undefined)?.spot.fixedName;
    const wanted =
      all.map(({ spot }) => keyName(spot.key, movables)).find(Boolean) ?? kindName(first, movables);
    const name =
      fixed === undefined
        ? names.nameFor(value, prefix === "" ? wanted : prefix + wanted.toLowerCase(), prefix)
        : names.fixed(value, fixed);
    if (name === null) continue;
    for (const movable of all)
      if (movable.spot.fixedName === undefined || movable.spot.fixedName === name) found.set(movable, name);
  }
  return { names: found, added: names.added };
}

/** A name from a key; a key that contains a secret is not used, because names are shown. */
function keyName(key: string | null, movables: readonly Movable[]): string | null {
  return key === null || movables.some(({ secret }) => key.includes(secret.value)) ? null : nameOf(key);
}

/** The usual name for a kind of key. */
function kindName({ finding, secret, spot }: Movable, movables: readonly Movable[]): string {
  const all = movables.map((movable) => movable.finding);
  const own = usualVariable(finding, all);
  // The variable holds the percent-encoded value, for a URL.
  return finding.kind === "identifier" || spot.value === secret.value ? own : `${own}_ENCODED`;
}
