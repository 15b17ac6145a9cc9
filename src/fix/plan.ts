import type { JudgedFinding } from "../finding.ts";
import type { Change } from "../git/changes.ts";
import { type Repo, workTree } from "../git/repo.ts";
import type { Redactor } from "../masking/redact.ts";
import { hunksOf } from "./diff.ts";
import type { Edit, Note, Surroundings } from "./edit.ts";
import { Edits } from "./edits.ts";
import { readEnvFile, withVariables } from "./envFile.ts";
import { ignoreChange } from "./ignoreFile.ts";
import { type FoundFile, type Left, locate, type Movable } from "./locate.ts";
import { variablesFor } from "./naming.ts";
import { spanElsewhere } from "./sameLines.ts";
import { spotOf } from "./spot.ts";
import { surroundings } from "./surroundings.ts";
import { TextFile } from "./textFile.ts";
import { type FileChange, type WorkFile, workFile } from "./workFile.ts";

/** A secret that moves out, and the variable it moves to. */
export interface Moved {
  readonly finding: JudgedFinding;
  readonly variable: string;
  readonly note: Note | undefined;
}

/** Everything that a fix would do. Its bytes contain secrets. */
export interface Plan {
  readonly files: readonly FileChange[];
  /** `null` if `.env` has every value already. */
  readonly env: {
    readonly before: WorkFile | null;
    readonly after: Buffer;
    readonly added: readonly string[];
  } | null;
  readonly moved: readonly Moved[];
  readonly left: readonly Left[];
}

/** Works out how to move the secrets of these findings out of the index. Changes nothing. */
export async function planFix(
  repo: Repo,
  change: Change,
  findings: readonly JudgedFinding[],
  redactor: Redactor,
): Promise<Plan> {
  const located = await locate(repo, change, findings);
  const around = await surroundings(repo, located.files);
  const left: Left[] = [...located.left];
  const movables: Movable[] = [];
  for (const file of located.files) {
    for (const { finding, secret } of file.secrets) {
      const spot = spotOf({ path: file.path, text: file.file.text, ...around }, secret);
      if (typeof spot === "string") left.push({ finding, reason: spot });
      else movables.push({ finding, secret, file, spot });
    }
  }
  if (movables.length === 0) return noChange(left);
  const env = await readEnvFile(repo, around.tracked);
  const ignore = await ignoreChange(repo);
  if (typeof env === "string" || ignore === "unusable") {
    const reason = typeof env === "string" ? env : "env-unusable";
    return noChange([...left, ...movables.map(({ finding }) => ({ finding, reason }))]);
  }
  const { names, added } = variablesFor(movables, env.variables);
  const files: FileChange[] = [];
  const moved: Moved[] = [];
  for (const file of located.files) {
    const named = movables.flatMap((movable) => {
      const name = names.get(movable);
      return movable.file === file && name !== undefined ? [{ movable, name }] : [];
    });
    const { edits, done } = editsOf(named);
    if (done.length === 0) continue;
    files.push(await fileChange(repo, file, edits, done, around, redactor));
    moved.push(
      ...done.map(({ movable: { finding, spot }, name }) => ({ finding, variable: name, note: spot.note })),
    );
  }
  for (const movable of movables.filter(({ finding }) => !moved.some((done) => done.finding === finding)))
    left.push({ finding: movable.finding, reason: names.has(movable) ? "unsure" : "quoting" });
  if (moved.length === 0) return noChange(left);
  const used = new Map([...added].filter(([name]) => moved.some(({ variable }) => variable === name)));
  return {
    files: [...(ignore === null ? [] : [ignore]), ...files],
    env:
      used.size === 0
        ? null
        : { before: env.before, after: withVariables(env, used), added: [...used.keys()] },
    moved,
    left,
  };
}

function noChange(left: readonly Left[]): Plan {
  return { files: [], env: null, moved: [], left };
}

interface NamedMovable {
  readonly movable: Movable;
  readonly name: string;
}

/** The edits of one file; one that overlaps an earlier one is left out. */
function editsOf(named: readonly NamedMovable[]): { edits: Edit[]; done: NamedMovable[] } {
  const edits = new Edits();
  const done = named.filter(({ movable, name }) => edits.add(movable.spot.edits(name)));
  return { edits: edits.inOrder(), done };
}

async function fileChange(
  repo: Repo,
  { path, mode, oid, bytes, file, secrets }: FoundFile,
  edits: readonly Edit[],
  done: readonly NamedMovable[],
  around: Surroundings,
  redactor: Redactor,
): Promise<FileChange> {
  const change = {
    path,
    index: { mode, before: { oid, bytes }, after: file.edited(edits) },
    hunks: hunksOf(
      file.text,
      edits,
      secrets.map(({ secret }) => secret),
      redactor,
    ),
  };
  const work = await workFile(workTree(repo), path);
  if (work === null) return { ...change, work: null, kept: "absent" };
  if (typeof work === "string") return { ...change, work: null, kept: work };
  const there = new TextFile(work.bytes);
  const same = done.flatMap(({ movable, name }) => {
    const span = spanElsewhere(file.text, movable.secret, there.text);
    if (span === null) return [];
    const spot = spotOf({ path, text: there.text, ...around }, { ...movable.secret, ...span });
    return typeof spot === "string" ? [] : [{ movable: { ...movable, spot }, name }];
  });
  const own = editsOf(same);
  return {
    ...change,
    work: own.done.length === 0 ? null : { before: work, after: there.edited(own.edits) },
    kept: own.done.length < done.length ? "differs" : null,
  };
}
