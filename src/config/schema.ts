import * as v from "valibot";
import { severities } from "../../detectors/detector.ts";
import { detectors } from "../../detectors/index.ts";

const severity = v.picklist(severities);
const byDetector = v.strictObject(
  Object.fromEntries(detectors.map((detector) => [detector.id, v.optional(severity)])),
);

/** `.keylatch/config.json`. Unknown keys are errors. Shipped as a JSON schema. */
export const ConfigSchema = v.strictObject({
  $schema: v.optional(v.string()),
  /** micromatch globs, relative to the top of the repository. */
  ignorePaths: v.optional(v.array(v.pipe(v.string(), v.nonEmpty())), []),
  /** Severity per detector id. */
  severity: v.optional(byDetector, {}),
  /** The lowest severity that blocks. */
  blockFrom: v.optional(severity, "medium"),
  override: v.optional(
    v.strictObject({
      /** Days until a new record expires, and the longest time any record may run. */
      maxDays: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(3650)), 90),
      /** JavaScript regular expression that a reason must match, e.g. a ticket number. */
      reasonPattern: v.optional(v.string()),
      /** Whether AI agents may override. */
      agents: v.optional(v.picklist(["refuse", "allow"]), "refuse"),
    }),
    {},
  ),
  /** Whether `keylatch:allow REASON` in a comment counts. */
  inlineAllow: v.optional(v.boolean(), true),
});

export type Config = v.InferOutput<typeof ConfigSchema>;
