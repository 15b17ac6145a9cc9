import type { JudgedFinding } from "../../finding.ts";
import { storeSecrets } from "../../fix/storeFields.ts";
import { jsonText } from "../printable.ts";
import { advice } from "./byHand.ts";
import { fixNotes } from "./fixNotes.ts";
import type { FixOutcome } from "./fixOutcome.ts";
import { storeCommands } from "./storeCommands.ts";

/** The result of a fix for programs; ends with a newline. */
export function fixJson({ plan, store, id, still, hidden, envPath }: FixOutcome): string {
  const data = {
    version: 1,
    applied: id !== null,
    undo: id === null ? null : `keylatch fix --undo ${id}`,
    store,
    files: plan.files.map(({ path, work, kept, hunks }) => ({
      path,
      workTree: work === null ? "unchanged" : "changed",
      kept,
      hunks,
    })),
    env:
      plan.env === null ? null : { path: ".env", created: plan.env.before === null, added: plan.env.added },
    moved: plan.moved.map(({ finding, variable }) => ({ ...place(finding), variable })),
    left: plan.left.map(({ finding, reason }) => ({
      ...place(finding),
      reason,
      advice: advice(reason, finding.path, envPath),
    })),
    notes: fixNotes(plan.moved, envPath),
    storing: storeSecrets(plan.moved).flatMap((secret) =>
      storeCommands(store, secret, envPath).map((command) => ({ secret: secret.name, ...command })),
    ),
    stillBlocking: still.map(place),
    hidden: hidden.map(place),
  };
  return jsonText(data);
}

function place({ detector, path, line, column, fingerprint }: JudgedFinding) {
  return { detector, path, line, column, fingerprint };
}
