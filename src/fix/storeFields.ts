import type { Detector } from "../../detectors/detector.ts";
import { groupBy } from "../../detectors/groupBy.ts";
import { detectors } from "../../detectors/index.ts";
import { pairOf, storedOf } from "../explain/pairs.ts";
import type { Moved } from "./plan.ts";

/** A secret in a store, as the programs of `keylatch explain --store` read it. */
export interface StoreSecret {
  readonly name: string;
  /** Field names, and JavaScript for their values: `e.NAME` for a variable of `.env`, or an identifier in quotes. */
  readonly fields: readonly (readonly [field: string, value: string])[];
  /** Fields that the programs read and that have no value here. */
  readonly missing: readonly string[];
  /** Fields that the programs do not read. */
  readonly more: readonly string[];
  readonly detector: string;
}

/** What moved, with the names that the examples of `keylatch explain` use. */
export function storeSecrets(moved: readonly Moved[]): StoreSecret[] {
  const ids = moved.filter(({ finding }) => finding.kind === "identifier");
  const secrets = moved.filter((one) => !ids.includes(one));
  const isHalf = ({ finding: id }: Moved) =>
    secrets.some(({ finding }) => finding.identifier === id.identifier && hasId(finding));
  const all = [...secrets, ...ids.filter((id) => !isHalf(id))];
  const groups = groupBy(all, ({ finding }) => storedOf(kindOf(finding)).name);
  return Array.from(groups, ([name, group]) => secretOf(name, [...group], ids));
}

function secretOf(name: string, group: readonly Moved[], ids: readonly Moved[]): StoreSecret {
  const fields = new Map<string, string>();
  for (const { finding, variable } of group) {
    const isId = finding.kind === "identifier";
    const own = storedOf(kindOf(finding)).fields;
    if (!isId && hasId(finding)) add(fields, own[0], idOf(finding.identifier, ids));
    add(fields, isId ? own[0] : own.at(-1), `e.${variable}`);
  }
  const { detector } = (group.find(({ finding }) => hasId(finding)) ?? (group[0] as Moved)).finding;
  const read = storedOf(kindOf({ detector })).fields;
  return {
    name,
    fields: [...fields],
    missing: read.filter((field) => !fields.has(field)),
    more: [...fields.keys()].filter((field) => !read.includes(field)),
    detector,
  };
}

/** Adds a field. A second value of a kind, or an encoded value, goes by the name of its variable. */
function add(fields: Map<string, string>, field = "", value: string | null): void {
  if (value === null || [...fields.values()].includes(value)) return;
  if (!fields.has(field) && !value.endsWith("_ENCODED")) fields.set(field, value);
  else if (value.startsWith("e.")) fields.set(value.slice(2).toLowerCase(), value);
}

/** JavaScript for an id. One that did not move can be written out: it is not secret. */
function idOf(identifier: string | null, ids: readonly Moved[]): string | null {
  const id = ids.find(({ finding }) => finding.identifier === identifier);
  if (id !== undefined) return `e.${id.variable}`;
  return identifier !== null && /^[\w-]+$/.test(identifier) ? `'${identifier}'` : null;
}

function hasId(finding: { readonly detector: string }): boolean {
  const kind = kindOf(finding);
  return storedOf(kind) === pairOf(kind);
}

function kindOf({ detector }: { readonly detector: string }): Detector {
  return detectors.find(({ id }) => id === detector) as Detector;
}
