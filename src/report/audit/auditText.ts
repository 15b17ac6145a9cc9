import type { AuditEntries, InlineEntry, RecordEntry } from "../../audit/entries.ts";
import type { RecordCommit } from "../../audit/recordCommits.ts";
import { DAY, type OverrideRecord } from "../../policy/record.ts";
import type { RecordProblem } from "../../policy/recordProblem.ts";
import { commandLines } from "../foldCommand.ts";
import { PROBLEMS } from "../notes.ts";
import { paragraphs } from "../paragraphs.ts";
import { location, short } from "../place.ts";
import { printable } from "../printable.ts";
import type { Style } from "../style.ts";
import { count, list } from "../words.ts";
import { hang } from "../wrap.ts";

/** Findings listed per record; the others are counted. */
const MOST_PLACES = 10;
const OCCASIONS = { commit: "git commit", push: "git push", add: "keylatch override add" } as const;

/**
 * What was let through, for people.
 * @param isAll whether nothing was filtered out
 */
export function auditText(entries: AuditEntries, now: Date, isAll: boolean, style: Style): string {
  return paragraphs([
    ...entries.records.map((entry) => recordBlock(entry, now, style)),
    ...entries.inline.map((entry) => inlineBlock(entry, style)),
    summary(entries, isAll, style),
  ]);
}

/** What `override add` did. */
export function addedText(path: string, record: OverrideRecord, style: Style): string {
  const what = `${count(record.findings.length, "finding")} until ${record.expires.slice(0, 10)}`;
  const lines = [
    ...hang(`${style.symbols.tick} `, printable(`recorded in ${path}: ${what}`), style.width),
    "  Commit it, so that others see the reason:",
    ...commandLines(style.shell.chain("git add -- :/.keylatch", "git commit"), style),
  ];
  return `${lines.join("\n")}\n`;
}

function recordBlock({ stored, use, origin }: RecordEntry, now: Date, style: Style): string[] {
  const { path, problem } = stored;
  const { symbols, colors } = style;
  const isGood = problem === null && use === "files";
  const mark = isGood ? colors.green(symbols.tick) : colors.yellow(symbols.warning);
  const title = `${mark} ${colors.bold(printable(path))}`;
  const by = stored.record === null ? null : person(stored.record.by);
  const came = origin === null ? [] : row("in", originText(origin, by), style);
  if (stored.record === null)
    return [title, ...came, ...row("why", `does not count: it ${stored.why}`, style)];
  const { actor, created, reason, occasion } = stored.record;
  return [
    title,
    ...row("who", `${by}, ${actor === "agent" ? "an AI agent" : "a person"}`, style),
    ...came,
    ...row("when", `${minute(created)}, at ${OCCASIONS[occasion]}`, style),
    ...row("why", reason, style),
    ...places(stored.record, style),
    ...row("until", untilText(stored.record, stored.problem, now), style),
    ...(use === "files" ? [] : row("use", USES[use ?? "nowhere"], style)),
  ];
}

function person({ name, email }: OverrideRecord["by"]): string {
  return `${name} <${email}>`;
}

/** Its commit, and whose that is where it is not who the record names. */
function originText({ commit, author }: RecordCommit, by: string | null): string {
  return short(commit) + (person(author) === by ? "" : `, a commit of ${person(author)}`);
}

const USES = {
  history: "unused: in no file any more, but still in history",
  nowhere: "unused: what it let through is no longer at its path; delete it",
} as const;

/** "2026-11-21 18:04 UTC" @param time UTC, ISO 8601 */
function minute(time: string): string {
  return `${time.slice(0, 16).replace("T", " ")} UTC`;
}

function row(label: string, text: string, style: Style): string[] {
  return hang(`  ${`${label}:`.padEnd(6)} `, printable(text), style.width);
}

function places({ findings }: OverrideRecord, style: Style): string[] {
  const shown = findings.slice(0, MOST_PLACES).flatMap(({ detector, path, identifier }, index) => {
    const text = `${detector} in ${path}${identifier === null ? "" : ` (${identifier})`}`;
    const lines = row(index === 0 ? "what" : "", text, style);
    return index === 0 ? lines : lines.map((line) => line.replace(":", " "));
  });
  const rest = findings.length - MOST_PLACES;
  return rest > 0 ? [...shown, `         and ${count(rest, "more finding")}`] : shown;
}

function untilText({ expires }: OverrideRecord, problem: RecordProblem | null, now: Date): string {
  const day = expires.slice(0, 10);
  if (problem === "expired") return `${day}: expired, does not count`;
  if (problem !== null) return `${day}: does not count, ${PROBLEMS[problem]}`;
  return `${day} (${count(Math.ceil((Date.parse(expires) - now.getTime()) / DAY), "day")} left)`;
}

function inlineBlock({ finding, author }: InlineEntry, style: Style): string[] {
  return [
    `${style.colors.green(style.symbols.tick)} ${style.colors.bold(location(finding))}`,
    ...(author === null
      ? row("who", "not committed yet", style)
      : [
          ...row("who", person(author), style),
          ...row("when", `${minute(author.time)}, in ${short(author.commit)}`, style),
        ]),
    ...row("why", finding.reason ?? "", style),
    ...row("what", `${finding.detector}, allowed by a comment`, style),
  ];
}

function summary({ records, inline }: AuditEntries, isAll: boolean, style: Style): string[] {
  const { symbols } = style;
  if (records.length + inline.length === 0)
    return [
      isAll
        ? `${symbols.tick} no override records, nothing allowed by comments`
        : `${symbols.tick} no override record and no comment matches that`,
    ];
  const valid = records.filter(({ stored }) => stored.problem === null).length;
  const parts = [
    ...(records.length > 0 ? [`${count(records.length, "record")}, ${valid} in force`] : []),
    ...(inline.length > 0 ? [`${count(inline.length, "finding")} allowed by comments`] : []),
  ];
  return [`${valid === records.length ? symbols.tick : symbols.warning} ${list(parts)}`];
}
