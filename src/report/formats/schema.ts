import * as v from "valibot";
import { severities } from "../../../detectors/detector.ts";

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const place = v.pipe(v.number(), v.integer(), v.minValue(1));
const evidence = v.partial(
  v.strictObject({
    account: v.string(),
    generation: v.picklist(["1", "2"]),
    canary: v.picklist(["thinkst", "other"]),
    layout: v.picklist(["v4", "v2"]),
    region: v.string(),
    host: v.string(),
    organization: v.string(),
    user: v.string(),
    provenBy: v.literal("hmac"),
    peer: v.string(),
    member: v.string(),
    deletedBy: v.string(),
    note: v.string(),
  }),
);

/** What `--format json` prints; shipped as a JSON schema. */
export const ReportSchema = v.strictObject({
  version: v.literal(1),
  findings: v.array(
    v.strictObject({
      detector: v.string(),
      family: v.picklist(["aws-ses", "anypoint"]),
      severity: v.picklist(severities),
      confidence: v.picklist(["certain", "likely", "possible"]),
      path: v.string(),
      line: place,
      column: place,
      endLine: place,
      endColumn: place,
      commit: v.nullable(v.string()),
      fingerprint: v.string(),
      identifier: v.nullable(v.string()),
      evidence,
      encodings: v.array(v.string()),
      exposure: v.picklist(["staged", "local", "published", "disk"]),
      status: v.picklist(["blocking", "warning", "overridden", "allowed"]),
      reason: v.nullable(v.string()),
      record: v.nullable(v.string()),
      /** Author of the commit; only from `audit verify` and `ci`, for what blocks. */
      author: v.nullable(v.strictObject({ name: v.string(), email: v.string() })),
      /** What the commit hook on this machine knows about the commit; set if `author` is. */
      hook: v.nullable(
        v.strictObject({
          result: v.picklist(["passed", "overridden", "blocked", "none"]),
          time: v.nullable(v.string()),
          made: v.nullable(v.picklist(["commit", "amend", "merge", "cherry-pick", "revert", "rebase", "am"])),
          sameChange: v.nullable(v.picklist(["passed", "overridden", "blocked"])),
        }),
      ),
      remediation: v.strictObject({
        summary: v.string(),
        steps: v.array(
          v.strictObject({
            title: v.string(),
            /** For a POSIX shell. */
            command: v.optional(v.string()),
            /** For PowerShell on Windows, where it differs. */
            powershell: v.optional(v.string()),
          }),
        ),
        explain: v.string(),
      }),
    }),
  ),
  scanned: v.strictObject({ commits: count, files: count, blobs: count, bytes: count }),
  skipped: v.array(v.strictObject({ path: v.string(), reason: v.string() })),
  /** Number of paths that `ignorePaths` leaves out. */
  ignored: count,
  notes: v.array(v.string()),
  /** Override records; only from `audit verify` and `ci`. */
  records: v.optional(
    v.array(
      v.strictObject({
        path: v.string(),
        status: v.picklist([
          "valid",
          "edited",
          "expired",
          "too-long",
          "future",
          "reason",
          "agent",
          "unreadable",
          "orphaned",
          "removed",
        ]),
        reason: v.nullable(v.string()),
        expires: v.nullable(v.string()),
        commit: v.nullable(v.string()),
      }),
    ),
  ),
});

export type Report = v.InferOutput<typeof ReportSchema>;
