import type { AuditEntries } from "../../audit/entries.ts";
import { jsonText } from "../printable.ts";

/** What was let through, for programs. */
export function auditJson({ records, inline }: AuditEntries): string {
  const data = {
    version: 1,
    records: records.map(({ stored, use }) => {
      if (stored.record === null) return { path: stored.path, status: stored.problem, why: stored.why };
      const { version: _, ...rest } = stored.record;
      return { path: stored.path, status: stored.problem ?? "valid", use, ...rest };
    }),
    inline: inline.map(({ finding: { path, line, detector, fingerprint, reason }, author }) => ({
      path,
      line,
      detector,
      fingerprint,
      reason,
      by: author === null ? null : { name: author.name, email: author.email },
      created: author?.time ?? null,
      commit: author?.commit ?? null,
    })),
  };
  return jsonText(data);
}
