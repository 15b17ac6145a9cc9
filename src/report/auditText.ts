import type { JudgedFinding } from "../finding.ts";
import type { OverrideRecord, StoredRecord } from "../policy/record.ts";
import { location } from "./place.ts";
import { printable, printableJson } from "./printable.ts";
import { quote } from "./shell.ts";
import type { Style } from "./style.ts";
import { count, list } from "./words.ts";
import { hang } from "./wrap.ts";

const DAY = 86_400_000;
/** Places of one record that are listed; the others are counted. */
const MOST_PLACES = 10;

/** What was let through, for people. */
export function auditText(
  records: readonly StoredRecord[],
  allowed: readonly JudgedFinding[],
  now: Date,
  style: Style,
): string {
  const blocks = [
    ...records.map((stored) => recordBlock(stored, now, style)),
    ...allowed.map((finding) => allowedBlock(finding, style)),
    summary(records, allowed, style),
  ];
  return `${blocks.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

/** The same for programs. */
export function auditJson(records: readonly StoredRecord[], allowed: readonly JudgedFinding[]): string {
  const data = {
    version: 1,
    records: records.map(({ path, record, problem }) => {
      const { version: _, ...rest } = record;
      return { path, status: problem ?? "valid", ...rest };
    }),
    inline: allowed.map(({ path, line, detector, fingerprint, reason }) => ({
      path,
      line,
      detector,
      fingerprint,
      reason,
    })),
  };
  return `${printableJson(JSON.stringify(data, null, 2))}\n`;
}

/** What `override add` did. */
export function addedText(path: string, record: OverrideRecord, style: Style): string {
  const what = `${count(record.findings.length, "finding")} until ${record.expires.slice(0, 10)}`;
  const lines = [
    ...hang(`${style.symbols.tick} `, printable(`recorded in ${path}: ${what}`), style.width),
    "  Commit it, so that others see the reason:",
    `  ${style.colors.cyan(`git add -- ${quote(path)} .keylatch/salt && git commit`)}`,
  ];
  return `${lines.join("\n")}\n`;
}

function recordBlock({ path, record, problem }: StoredRecord, now: Date, style: Style): string[] {
  const { symbols, colors, width } = style;
  const [mark, color] = problem === null ? [symbols.tick, colors.green] : [symbols.warning, colors.yellow];
  const row = (label: string, text: string) => hang(`  ${`${label}:`.padEnd(6)} `, printable(text), width);
  const { by, actor, created } = record;
  const places = record.findings
    .slice(0, MOST_PLACES)
    .flatMap(({ detector, path: place, identifier }, index) =>
      row(
        index === 0 ? "what" : "",
        `${detector} in ${place}${identifier === null ? "" : ` (${identifier})`}`,
      ).map((line) => (index === 0 ? line : line.replace(":", " "))),
    );
  const rest = record.findings.length - MOST_PLACES;
  return [
    `${color(mark)} ${colors.bold(printable(path))}`,
    ...row("who", `${by.name} <${by.email}>, ${actor === "agent" ? "an AI agent" : "a person"}`),
    ...row("when", `${created.slice(0, 16).replace("T", " ")} UTC, at ${OCCASIONS[record.occasion]}`),
    ...row("why", record.reason),
    ...places,
    ...(rest > 0 ? [`         and ${count(rest, "more finding")}`] : []),
    ...row("until", untilText(record, problem, now)),
  ];
}

const OCCASIONS = { commit: "git commit", push: "git push", add: "keylatch override add" } as const;

function untilText(record: OverrideRecord, problem: StoredRecord["problem"], now: Date): string {
  const day = record.expires.slice(0, 10);
  const days = Math.ceil((Date.parse(record.expires) - now.getTime()) / DAY);
  switch (problem) {
    case null:
      return `${day} (${count(days, "day")} left)`;
    case "expired":
      return `${day}: expired, does not count`;
    case "edited":
      return `${day}: does not count, it was edited after keylatch wrote it`;
    case "too-long":
      return `${day}: does not count, longer than override.maxDays allows`;
  }
}

function allowedBlock(finding: JudgedFinding, style: Style): string[] {
  return [
    `${style.colors.green(style.symbols.tick)} ${style.colors.bold(location(finding))}`,
    ...hang("  why:   ", printable(finding.reason ?? ""), style.width),
    ...hang("  what:  ", `${finding.detector}, allowed by a comment`, style.width),
  ];
}

function summary(
  records: readonly StoredRecord[],
  allowed: readonly JudgedFinding[],
  style: Style,
): string[] {
  const { symbols } = style;
  if (records.length + allowed.length === 0)
    return [`${symbols.tick} no override records, nothing allowed by comments`];
  const valid = records.filter(({ problem }) => problem === null).length;
  const parts = [
    ...(records.length > 0 ? [`${count(records.length, "record")}, ${valid} in force`] : []),
    ...(allowed.length > 0 ? [`${count(allowed.length, "finding")} allowed by comments`] : []),
  ];
  return [`${valid === records.length ? symbols.tick : symbols.warning} ${list(parts)}`];
}
