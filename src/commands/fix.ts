import { type Arguments, reportOptions, usage } from "../commandOptions.ts";
import { KeylatchError } from "../errors.ts";
import type { Store } from "../explain/choices.ts";
import type { JudgedFinding } from "../finding.ts";
import { apply } from "../fix/apply.ts";
import { forget, readBackup } from "../fix/backup.ts";
import { type Plan, planFix } from "../fix/plan.ts";
import { stagedFindings } from "../fix/stagedFindings.ts";
import { undo } from "../fix/undo.ts";
import { trackedFiles } from "../git/changes.ts";
import { fromTop } from "../git/fromTop.ts";
import { isBelow } from "../git/paths.ts";
import { openRepo, type Repo, workTree } from "../git/repo.ts";
import { gitText } from "../git/run.ts";
import type { ExitCode, Io } from "../io.ts";
import type { Redactor } from "../masking/redact.ts";
import { fixJson } from "../report/fix/fixJson.ts";
import type { FixOutcome } from "../report/fix/fixOutcome.ts";
import {
  FIX_QUESTION,
  fixedText,
  fixPlanText,
  notFixedText,
  nothingToFixText,
  undoneText,
} from "../report/fix/fixText.ts";
import { jsonText } from "../report/printable.ts";
import { chooseStyle } from "../report/style.ts";

/** Moves what blocks the commit out of the staged files. Answers on stdout, asks on stderr. @throws {KeylatchError} `usage` */
export async function fix(io: Io, args: Arguments): Promise<ExitCode> {
  const { values, positionals: paths } = args;
  if (values.undo !== undefined && paths.length > 0) throw usage("--undo takes no PATH", "fix");
  const repo = await openRepo(io);
  workTree(repo);
  const style = chooseStyle(io.env, io.stdout, reportOptions(args));
  const isText = values.format !== "json";
  if (values.undo !== undefined) {
    await undoFix(repo, values.undo);
    io.stdout.write(isText ? undoneText(style) : jsonText({ version: 1, undone: values.undo }));
    return 0;
  }
  const { change, findings, redactor } = await stagedFindings(repo);
  const isWithin = await within(repo, paths, redactor);
  const plan = await planFix(repo, change, findings.filter(isWithin), redactor);
  const outcome: FixOutcome = {
    plan,
    store: (values.store ?? "env") as Store,
    envPath: `${(await gitText(repo, ["rev-parse", "--show-cdup"])) || "./"}.env`,
    id: null,
    still: findings.filter(isWithin),
    hidden: [],
  };
  if (isText)
    io.stdout.write(
      outcome.still.length === 0
        ? nothingToFixText(change.paths.length > 0, style)
        : fixPlanText(outcome, style),
    );
  const hasPlan = plan.moved.length > 0;
  const isToldTo = args.flags.has("yes");
  const isAsked = hasPlan && !isToldTo && isText && canAsk(io);
  if (!hasPlan || !(isToldTo || (isAsked && (await ask(io, FIX_QUESTION))))) {
    if (!isText) io.stdout.write(fixJson(outcome));
    else if (outcome.still.length > 0)
      io.stdout.write(notFixedText(outcome, isAsked ? "declined" : "no-terminal", style));
    return outcome.still.length === 0 ? 0 : 1;
  }
  const id = await apply(repo, plan);
  const after = await stagedFindings(repo);
  const hidden = hiddenBy(plan, findings, after.findings);
  if (hidden.length > 0) {
    await undoFix(repo, id);
    io.stdout.write(
      isText ? notFixedText({ ...outcome, hidden }, "hidden", style) : fixJson({ ...outcome, hidden }),
    );
    return 1;
  }
  const done: FixOutcome = { ...outcome, id, still: after.findings.filter(isWithin) };
  io.stdout.write(isText ? fixedText(done, style) : fixJson(done));
  return done.still.length === 0 ? 0 : 1;
}

/** Whether there is a person to ask: standard input and output are a terminal. */
function canAsk(io: Io): boolean {
  return io.stdin.isTTY === true && io.stdout.isTTY === true;
}

/** Asks a question on stderr; any answer but "y" or "yes" is a no. */
async function ask(io: Io, question: string): Promise<boolean> {
  io.stderr.write(question);
  let answer = "";
  for await (const chunk of io.stdin) {
    answer += chunk.toString();
    if (answer.includes("\n")) break;
  }
  return /^\s*y(?:es)?\s*$/i.test(answer);
}

async function undoFix(repo: Repo, id: string): Promise<void> {
  await undo(repo, await readBackup(repo, id));
  await forget(repo, id);
}

/**
 * Findings that did not move and that the hook no longer recognises without what did: a bare secret key in a comment
 * was one because of its key id. The commit would go through with them. An identifier may stay: without its secret it
 * gives nothing away.
 */
function hiddenBy(
  { moved }: Plan,
  before: readonly JudgedFinding[],
  after: readonly JudgedFinding[],
): JudgedFinding[] {
  const placeOf = ({ path, fingerprint }: JudgedFinding) => `${path}\0${fingerprint}`;
  const known = new Set(after.map(placeOf));
  return before.filter(
    (finding) =>
      finding.kind !== "identifier" &&
      !known.has(placeOf(finding)) &&
      !moved.some((one) => one.finding === finding),
  );
}

/**
 * A test for findings that are in one of these paths.
 * @throws {KeylatchError} `no-such-path`: a mistyped path must not look like good news
 */
async function within(
  repo: Repo,
  paths: readonly string[],
  redactor: Redactor,
): Promise<(finding: JudgedFinding) => boolean> {
  if (paths.length === 0) return () => true;
  const roots = await Promise.all(paths.map((path) => fromTop(repo, path)));
  const tracked = await trackedFiles(repo);
  for (const [index, root] of roots.entries()) {
    if (!tracked.some(({ path }) => isBelow(path, root)))
      throw new KeylatchError(
        "no-such-path",
        `nothing at "${redactor.mask(paths[index] as string)}" is staged or tracked`,
        { hint: "A fix changes what is staged: name files in git's index, or none." },
      );
  }
  return ({ path }) => roots.some((root) => isBelow(path, root));
}
