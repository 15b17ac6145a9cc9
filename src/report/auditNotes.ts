import type { GoneRecord } from "../audit/gone.ts";
import type { AuditedRecord } from "../finding.ts";
import { short } from "./place.ts";
import { count } from "./words.ts";

/** What `audit verify` has to say about records and receipts, as sentences. */
export function auditNotes(seen: {
  readonly records: readonly AuditedRecord[];
  readonly gone: readonly GoneRecord[];
  /** Lines of the receipts file that are none. */
  readonly unreadable: number;
  readonly newSalt: boolean;
}): string[] {
  const orphans = seen.records.filter(({ status }) => status === "orphaned");
  return [
    ...seen.gone.map(({ path, commit }) =>
      commit === null
        ? `${path} does not count: it was removed, and is not there at the end of the range`
        : `${path} does not count: it was removed later, by commit ${short(commit)}`,
    ),
    ...orphans.map(
      ({ path }) => `${path} is orphaned: what it let through is nowhere in this history any more; delete it`,
    ),
    ...(seen.newSalt
      ? [
          ".keylatch/salt was changed in this range: records made with the new one do not count until it is in the base",
        ]
      : []),
    ...(seen.unreadable > 0
      ? [`${count(seen.unreadable, "line")} of keylatch/receipts in the git directory cannot be read`]
      : []),
  ];
}
