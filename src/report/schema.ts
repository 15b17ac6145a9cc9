import * as v from "valibot";

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const place = v.pipe(v.number(), v.integer(), v.minValue(1));
const evidence = v.partial(
  v.strictObject({
    account: v.string(),
    region: v.string(),
    host: v.string(),
    organization: v.string(),
    user: v.string(),
    provenBy: v.literal("hmac"),
    member: v.string(),
    note: v.string(),
  }),
);

/** What `--format json` prints. Shipped as a JSON schema. */
export const ReportSchema = v.strictObject({
  version: v.literal(1),
  findings: v.array(
    v.strictObject({
      detector: v.string(),
      family: v.picklist(["aws-ses", "anypoint"]),
      severity: v.picklist(["critical", "high", "medium", "low"]),
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
      remediation: v.strictObject({
        summary: v.string(),
        steps: v.array(v.strictObject({ title: v.string(), command: v.optional(v.string()) })),
        explain: v.string(),
      }),
    }),
  ),
  scanned: v.strictObject({ commits: count, files: count, blobs: count, bytes: count }),
  skipped: v.array(v.strictObject({ path: v.string(), reason: v.string() })),
  /** Number of paths that `ignorePaths` leaves out. */
  ignored: count,
  notes: v.array(v.string()),
});

export type Report = v.InferOutput<typeof ReportSchema>;
