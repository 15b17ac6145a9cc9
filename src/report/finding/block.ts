import type { JudgedFinding, Verdict } from "../../finding.ts";
import { MASK } from "../../masking/redact.ts";
import { cellWidth, clip } from "../cells.ts";
import type { Group } from "../group.ts";
import { location, short } from "../place.ts";
import { printable } from "../printable.ts";
import { remediate } from "../steps/remediation.ts";
import type { Style } from "../style.ts";
import { count, firstOf } from "../words.ts";
import { hang } from "../wrap.ts";
import { frame } from "./frame.ts";
import { originText } from "./originText.ts";
import { owner } from "./owner.ts";
import { reach } from "./reach.ts";
import { stepLines } from "./stepLines.ts";
import { where } from "./where.ts";

/** Places listed per secret; the others are counted. */
const MOST_PLACES = 5;
/** Lines below the picture. At most two of the places count against it, so that there is room for the steps. */
const MOST_LINES = 12;
/** Most cells of a reason that are shown; the record has all of it. */
const LONGEST_REASON = 300;

/**
 * A group that blocks, in full: the picture, other places, and in at most `room` lines the owner, the risk, how far it got,
 * and the steps.
 */
export function fullBlock(group: Group, verdict: Verdict, room: number, style: Style): string[] {
  const { head } = group;
  const { colors } = style;
  const fix = remediate(group, verdict, style.shell);
  const command = `${style.program} explain ${fix.explain}`;
  const whose = owner(group);
  const who = labelled("who", whose.join(", "), style);
  const rest = [...labelled("why", fix.summary, style), ...labelled("out", reach(group, verdict), style)];
  const places = [...otherPlaces(group), ...origins(group, style)];
  const all = Math.min(room, MOST_LINES - Math.min(places.length, 2));
  const laidOut = (facts: readonly string[]) =>
    stepLines(fix.steps, "  fix: ", all - facts.length - 1, style);
  // The steps matter more than every detail about the owner.
  let facts = [...who, ...rest];
  let steps = laidOut(facts);
  if (who.length > 1 && steps.lines.length + facts.length >= all) {
    facts = [...labelled("who", whose[0] as string, style), ...rest];
    steps = laidOut(facts);
  }
  return [
    ...header(group, where(group, verdict), style),
    ...picture(head, 1, labels(head), style),
    ...places,
    ...facts,
    ...steps.lines.map((line, index) => (index === 0 ? line.replace("fix:", colors.bold("fix:")) : line)),
    ...closingStep(command, steps.dropped, style),
  ];
}

/** A group that is let through or only a warning: where, and by which reason or record. */
export function shortBlock(group: Group, verdict: Verdict, style: Style): string[] {
  const { head } = group;
  const { reason, record } = head;
  return [
    ...header(group, permission(group, verdict), style),
    ...picture(head, 0, [], style),
    ...otherPlaces(group),
    ...(reason === undefined ? [] : hang("  reason: ", reasonText(reason, style), style.width)),
    ...(record === undefined ? [] : hang("  record: ", recordText(record, verdict), style.width)),
    ...(group.status === "warning" ? closingStep(`${style.program} explain ${head.detector}`, 0, style) : []),
  ];
}

/** A group on one line, or with its place on a second one, and the author of its commit. */
export function oneLine(group: Group, style: Style): string[] {
  const { head, findings } = group;
  const more = findings.length > 1 ? ` (and ${count(findings.length - 1, "more place")})` : "";
  const text = head.detector;
  const place = placeOf(head) + more;
  const mark = markOf(group, style);
  const fits = cellWidth(`${symbolOf(group, style)} ${text}  ${place}`) <= style.width;
  return [
    ...(fits ? [`${mark} ${text}  ${place}`] : [`${mark} ${text}`, `    ${place}`]),
    ...(head.origin === undefined
      ? []
      : hang("    by: ", printable(originText(head.origin, head.path)), style.width)),
  ];
}

function header(group: Group, rest: string, style: Style): string[] {
  const { detector, title } = group.head;
  const symbol = symbolOf(group, style);
  const lines = hang(`${symbol} `, printable(`${detector}: ${title} ${rest}`), style.width);
  return lines.map((line, index) =>
    index === 0
      ? `${markOf(group, style)} ${style.colors.bold(line.slice(symbol.length + 1))}`
      : style.colors.bold(line),
  );
}

function symbolOf(group: Group, style: Style): string {
  return group.status === "blocking" ? style.symbols.cross : style.symbols.warning;
}

function markOf(group: Group, style: Style): string {
  const color = group.status === "blocking" ? style.colors.red : style.colors.yellow;
  return color(symbolOf(group, style));
}

function permission(group: Group, verdict: Verdict): string {
  if (group.status === "overridden") return "let through by an override";
  if (group.status === "allowed")
    return group.head.inlineAllow === null ? "let through" : "allowed by a comment";
  const why = group.findings.every(({ isIgnored }) => isIgnored) ? ": git ignores the file" : "";
  return `${where(group, verdict)} (only a warning${why})`;
}

/** The lines around the secret, or only their place if there is nothing to show. */
function picture(...content: Parameters<typeof frame>): string[] {
  const [head] = content;
  return head.excerpt.length > 0 ? frame(...content) : [`  at:  ${location(head)}`];
}

function labels(head: JudgedFinding): string[] {
  const hidden = head.excerpt.some(
    (line) => line.mark && line.text.slice(line.mark.start, line.mark.end).includes(MASK),
  );
  const what = hidden ? "redacted" : "not secret by itself";
  return [`${head.line}:${head.column} to ${head.endLine}:${head.endColumn}, ${what}`, what];
}

function otherPlaces(group: Group): string[] {
  const [, ...others] = [...new Set(group.findings.map((finding) => placeOf(finding, group.head)))];
  return firstOf(others, MOST_PLACES, "more place").map(
    (place, index) => `${index === 0 ? "  and: " : "       "}${place}`,
  );
}

/** The authors of the commits, and whether the hook saw them. */
function origins({ findings }: Group, style: Style): string[] {
  const several = new Set(findings.map(({ commit }) => commit)).size > 1;
  const texts = findings.flatMap(({ origin, commit, path }) =>
    origin === undefined ? [] : `${several ? `${short(commit ?? "")}: ` : ""}${originText(origin, path)}`,
  );
  return firstOf([...new Set(texts)], 1 + MOST_PLACES, "more commit").flatMap((text, index) =>
    hang(index === 0 ? "  by:  " : "       ", printable(text), style.width),
  );
}

/** Location of a finding, with its commit and detector where they differ from the head's. */
function placeOf(finding: JudgedFinding, head?: JudgedFinding): string {
  const commit =
    finding.commit !== null && finding.commit !== head?.commit ? ` in ${short(finding.commit)}` : "";
  const detector = head && finding.detector !== head.detector ? ` (${finding.detector})` : "";
  return location(finding) + commit + detector;
}

function labelled(label: string, text: string, style: Style): string[] {
  return text === "" ? [] : hang(`  ${label}: `, printable(text), style.width);
}

function closingStep(command: string, dropped: number, style: Style): string[] {
  const line = `  see: ${style.colors.cyan(command)}`;
  if (dropped === 0) return [line];
  const more = `(${count(dropped, "more step")})`;
  const fits = cellWidth(`  see: ${command}  ${more}`) <= style.width;
  return fits ? [`${line}  ${more}`] : [line, `       ${more}`];
}

function reasonText(reason: string, style: Style): string {
  return clip(printable(reason), LONGEST_REASON, style.symbols.ellipsis);
}

function recordText(record: string, verdict: Verdict): string {
  const isNew = record === verdict.recorded && verdict.occasion === "commit";
  return printable(record) + (isNew ? " (in this commit)" : "");
}
