import type { GoneRecord } from "../../audit/goneRecords.ts";
import { configPath } from "../../config/load.ts";
import type { AuditedRecord } from "../../finding.ts";
import { saltPath } from "../../salt.ts";
import { short } from "../place.ts";
import { count } from "../words.ts";

const CHANGES: Readonly<Record<string, string>> = {
  [configPath]: "which is judged by the version in the base",
  [saltPath]:
    "which is judged by the version in the base: records made with the new one do not count until it is there",
};

/** The notes of `audit verify` about records and receipts, as sentences. */
export function auditNotes(seen: {
  readonly records: readonly AuditedRecord[];
  readonly gone: readonly GoneRecord[];
  /** Number of lines of the receipts file that cannot be read. */
  readonly unreadable: number;
  /** Policy files that the range changes. */
  readonly changed: readonly string[];
}): string[] {
  const orphans = seen.records.filter(({ status }) => status === "orphaned");
  return [
    ...seen.gone.map(({ path, commit }) =>
      commit === null
        ? `${path} does not count: it was removed, and is missing at the end of the range`
        : `${path} does not count: it was removed later, by commit ${short(commit)}`,
    ),
    ...orphans.map(
      ({ path }) =>
        `${path} is orphaned: what it let through is no longer at its path in this history; delete it`,
    ),
    ...seen.changed.map((path) => `${path} was changed in this range, ${CHANGES[path]}`),
    ...(seen.unreadable > 0
      ? [`${count(seen.unreadable, "line")} of keylatch/receipts in the git directory cannot be read`]
      : []),
  ];
}
