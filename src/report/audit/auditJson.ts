import type { AuditEntries } from "../../audit/entries.ts";
import { jsonText } from "../printable.ts";

/** What was let through, for programs. */
export function auditJson({ records, inline }: AuditEntries): string {
  const data = {
    version: 1,
    records: records.map(({ stored, use, origin }) => {
      const { path, problem } = stored;
      const came = { commit: origin?.commit ?? null, author: origin?.author ?? null };
      if (stored.record === null) return { path, status: problem, why: stored.why, ...came };
      const { version: _, ...rest } = stored.record;
      return { path, status: problem ?? "valid", use, ...rest, ...came };
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
