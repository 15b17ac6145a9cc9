import type { JudgedFinding, Verdict } from "../../finding.ts";
import { brokenRecords } from "../../verdict.ts";
import { cellWidth } from "../cells.ts";
import { commandLines } from "../foldCommand.ts";
import type { Group } from "../group.ts";
import { marked } from "../marked.ts";
import { barredText } from "../notes.ts";
import { placeName } from "../place.ts";
import { printable } from "../printable.ts";
import { MOST_PATHS, pathspec } from "../steps/pathspecs.ts";
import type { Style } from "../style.ts";
import { bytes, count, list, number } from "../words.ts";
import { hang } from "../wrap.ts";

/** Most fingerprints in one command. */
const MOST_NAMES = 6;

/** The last lines: the decision, what was read, and how to go on. Empty for a hook that has nothing to report. */
export function closing(groups: readonly Group[], verdict: Verdict, style: Style): string[] {
  const blocking = groups.filter((group) => group.status === "blocking");
  if (blocking.length > 0) return blocked(blocking, verdict, style);
  const broken = brokenRecords(verdict.records ?? []).length;
  if (broken > 0) {
    const summary = `${count(broken, "override record")} edited or unreadable: restore or delete ${broken === 1 ? "it" : "them"}`;
    return marked(style.symbols.cross, summary, style.colors.red, style);
  }
  if (groups.length > 0) return passed(groups, verdict, style);
  return isHook(verdict) ? [] : clean(verdict, style);
}

/** Whether a hook is reporting: it prints nothing if all is well. */
function isHook(verdict: Verdict): boolean {
  return verdict.occasion === "commit" || verdict.occasion === "push";
}

function blocked(blocking: readonly Group[], verdict: Verdict, style: Style): string[] {
  const { symbols, colors } = style;
  const findings = blocking.flatMap((group) => group.findings);
  const what = isHook(verdict) ? `${verdict.occasion} blocked: ` : "";
  const summary = `${what}${count(blocking.length, "secret")}${share(findings, verdict)}`;
  return [
    ...marked(symbols.cross, summary, colors.red, style),
    ...offerFix(verdict, style),
    ...override(blocking, verdict, style),
  ];
}

function offerFix(verdict: Verdict, style: Style): string[] {
  if (!verdict.fixable) return [];
  const what = "To move it to a git-ignored .env and leave a reference:";
  const fix = `${style.program} fix`;
  if (verdict.scene?.keepsIndex === false) {
    return [
      ...hang("  ", what, style.width),
      ...commandLines(style.shell.chain(stageAgain(verdict, style), fix), style),
    ];
  }
  const command = style.colors.cyan(fix);
  const fits = cellWidth(`  ${what} ${fix}`) <= style.width;
  return fits ? [`  ${what} ${command}`] : [...hang("  ", what, style.width), `  ${command}`];
}

/** Stages the files of a refused `git commit -a` or `git commit PATH` again, because a fix works on what is staged. */
function stageAgain(verdict: Verdict, { shell }: Style): string {
  const blocking = verdict.findings.filter(
    ({ status, path }) => status === "blocking" && placeName(path) === null,
  );
  const paths = [...new Set(blocking.map(({ path }) => path))];
  if (paths.length > MOST_PATHS) return "git add --update";
  return `git add -- ${paths.map((path) => pathspec(path, { verdict, shell })).join(" ")}`;
}

/** " in 1 of 4 staged files", " in 2 of 12 commits"; empty if none of the findings is in a file or commit. */
function share(findings: readonly JudgedFinding[], verdict: Verdict): string {
  const { scanned, occasion } = verdict;
  const part = (found: number, total: number, noun: string) => {
    if (found === 0) return "";
    return total >= found ? ` in ${number(found)} of ${count(total, noun)}` : ` in ${count(found, noun)}`;
  };
  switch (occasion) {
    case "stdin":
      return " in standard input";
    case "commit":
    case "image":
    case "scan": {
      const files = new Set(findings.map(({ path }) => path).filter((path) => placeName(path) === null));
      return part(files.size, scanned.files, occasion === "commit" ? "staged file" : "file");
    }
    default: {
      const commits = new Set(findings.map(({ commit }) => commit).filter((commit) => commit !== null));
      return part(commits.size, scanned.commits, occasion === "push" ? "new commit" : "commit");
    }
  }
}

function override(blocking: readonly Group[], verdict: Verdict, style: Style): string[] {
  const { symbols, width, program } = style;
  const offer = (text: string, command: string) => [
    ...hang("  ", text, width),
    ...commandLines(command, style),
  ];
  const risk = "Not a secret, or a risk you accept? Say why; the reason is";
  if (verdict.barredAgent) return hang("  ", barredText(verdict.barredAgent), width);
  const add = `${program} override add --reason "TICKET: reason" ${namesOf(blocking, symbols.ellipsis)}`;
  const setting = 'git -c keylatch.override="TICKET: reason"';
  switch (verdict.occasion) {
    case "commit":
      return offer(`${risk} committed with it:`, `${setting} commit ${symbols.ellipsis}`);
    case "push":
      if (verdict.push?.remote === null) {
        return offer(
          "Not a secret, or a risk you accept? Say why in a record, commit it, and push again:",
          add,
        );
      }
      return offer(`${risk} recorded in a file to commit:`, `${setting} push ${symbols.ellipsis}`);
    case "image":
    case "stdin":
      return [];
    default:
      return offer("Known, and a risk you accept? Say why, in a record (fingerprints: --format json):", add);
  }
}

/** The fingerprints of what blocks, as arguments, or a placeholder if there are too many. */
function namesOf(blocking: readonly Group[], ellipsis: string): string {
  const all = blocking.flatMap((group) => group.findings.map(({ fingerprint }) => fingerprint));
  const fingerprints = [...new Set(all)];
  return fingerprints.length > MOST_NAMES ? `FINGERPRINT${ellipsis}` : fingerprints.join(" ");
}

function passed(groups: readonly Group[], verdict: Verdict, style: Style): string[] {
  const countOf = (status: Group["status"]) => groups.filter((group) => group.status === status).length;
  const [overridden, warnings, allowed] = [countOf("overridden"), countOf("warning"), countOf("allowed")];
  const parts = [
    ...(overridden > 0 ? [`${count(overridden, "secret")} overridden`] : []),
    ...(warnings > 0 ? [count(warnings, "warning")] : []),
    ...(allowed > 0 ? [`${allowed} allowed by comments`] : []),
  ];
  const what = isHook(verdict) ? `${verdict.occasion} goes on` : "nothing blocks";
  const they =
    overridden === 1 ? "It stays in history, so rotate it" : "They stay in history, so rotate them";
  const advice = overridden === 0 ? "" : `. ${they}; see \`${style.program} audit\`.`;
  const read = isHook(verdict) ? "" : `; ${readAmount(verdict)}`;
  return [
    ...marked(style.symbols.warning, `${what}: ${list(parts)}${read}${advice}`, style.colors.yellow, style),
    ...commitRecord(verdict, style),
  ];
}

/** After a push, the record has to be committed by hand. */
function commitRecord(verdict: Verdict, style: Style): string[] {
  if (verdict.occasion !== "push" || verdict.recorded === null) return [];
  return [
    ...hang("  ", "Commit the record and push it too, or nobody else can see the reason:", style.width),
    ...commandLines(style.shell.chain("git add -- :/.keylatch", "git commit"), style),
  ];
}

function clean(verdict: Verdict, style: Style): string[] {
  const { symbols, colors } = style;
  const { files, blobs, commits, bytes: size } = verdict.scanned;
  // A mistyped path or an empty range must not look like good news.
  if (files + blobs + commits + size === 0) {
    return marked(symbols.warning, `nothing was searched: ${readAmount(verdict)}`, colors.yellow, style);
  }
  return marked(symbols.tick, `clean: ${readAmount(verdict)}`, colors.green, style);
}

/** "812 files, 24 MB read; 3 not searched". */
function readAmount(verdict: Verdict): string {
  const { commits, files, blobs, bytes: size } = verdict.scanned;
  const amounts: string[] = [];
  if (verdict.occasion === "range" || verdict.occasion === "history" || verdict.occasion === "push") {
    amounts.push(count(commits, "commit"), count(blobs, "blob"));
  } else if (verdict.occasion !== "stdin") amounts.push(count(files, "file"));
  amounts.push(`${bytes(size)} read`);
  const skipped = verdict.skipped.length > 0 ? `; ${number(verdict.skipped.length)} not searched` : "";
  return printable(amounts.join(", ") + skipped);
}
