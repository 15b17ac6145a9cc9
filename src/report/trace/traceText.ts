import type { TracedCommit } from "../../trace/commits.ts";
import type { TracedFile } from "../../trace/files.ts";
import type { Variable } from "../../trace/readers.ts";
import type { TracedRef } from "../../trace/refs.ts";
import type { Part } from "../../trace/target.ts";
import type { Limit, Trace } from "../../trace/trace.ts";
import { paragraphs } from "../paragraphs.ts";
import { placeName, short } from "../place.ts";
import { printable } from "../printable.ts";
import type { Style } from "../style.ts";
import { count, list, number } from "../words.ts";
import { hang, wrap } from "../wrap.ts";

const INDENT = "  ";
const STATES = { untracked: "untracked", ignored: "ignored by git" } as const;
/** Lines listed of one kind; the others are counted. JSON has all of them. */
const MOST = 40;

/** All places of a credential, now and in history, for people. */
export function traceText(trace: Trace, style: Style): string {
  const { parts, files, commits, refs, forgotten, variables } = trace;
  const lost = forgotten.flatMap(({ object, hits }) =>
    hits.map(({ line, column }) => `${INDENT}blob ${short(object)}:${line}:${column}`),
  );
  const sections = Object.entries({
    Now: files.flatMap((file) => fileLines(file, parts, style)),
    "Commits, oldest first": commitLines(commits, false, parts, style),
    "Kept by": refs.flatMap((ref) => refLines(ref, style)),
    "Only in the reflog, until git gc": commitLines(commits, true, parts, style),
    "In no commit, until git gc": lost,
    "Read by": variables.flatMap((variable) => variableLines(variable, style)),
  });
  return paragraphs([
    head(parts, style),
    beginning(trace, style),
    ...sections.map(([title, lines]) => section(title, lines, style)),
    notes(trace, style),
  ]);
}

function head(parts: readonly Part[], style: Style): string[] {
  return parts.flatMap(({ detector, title, fingerprint, identifier }) => {
    const lines = hang("", `${detector ?? "id"}: ${title}`, style.width).map(style.colors.bold);
    const facts = [
      ...(fingerprint === null ? [] : [`fingerprint ${fingerprint}`]),
      ...(identifier === null ? [] : [`id ${identifier}`]),
    ];
    return [...lines, ...hang(INDENT, printable(facts.join(", ")), style.width)];
  });
}

/** Who introduced it, and whether others may have it. */
function beginning({ commits, refs, parts }: Trace, style: Style): string[] {
  const first = commits.find(
    ({ reflogOnly, changes }) => !reflogOnly && changes.some(({ action }) => action === "added"),
  );
  const remotes = refs.filter(({ kind }) => kind === "remote branch").map(({ name }) => name);
  const explained = parts.find(({ detector }) => detector !== null)?.detector;
  const advice = explained == null ? "" : `: rotate it (${style.program} explain ${explained})`;
  return [
    ...(first === undefined
      ? []
      : hang(
          "Introduced by ",
          printable(
            `${first.author.name} <${first.author.email}> on ${first.date.slice(0, 10)} in ${short(first.commit)}: ${first.subject}`,
          ),
          style.width,
        )),
    ...(remotes.length > 0
      ? wrap(printable(`Already at ${list(remotes.slice(0, 5))}, as of the last fetch${advice}`), style.width)
      : first === undefined
        ? []
        : wrap("In no remote branch, as of the last fetch", style.width)),
  ];
}

function section(title: string, lines: readonly string[], { colors, program }: Style): string[] {
  if (lines.length === 0) return [];
  const rest = lines.length - MOST;
  return [
    colors.bold(title),
    ...lines.slice(0, MOST),
    ...(rest > 0 ? [`${INDENT}and ${count(rest, "more line")}: ${program} trace … --format json`] : []),
  ];
}

function fileLines(file: TracedFile, parts: readonly Part[], style: Style): string[] {
  const where = file.worktree === null ? file.path : `${file.worktree}/${file.path}`;
  const on = { disk: "on disk", index: "staged", HEAD: "in HEAD" };
  const words = [
    ...file.on.map((place) => on[place]),
    ...(file.state === "tracked" ? (file.blob === null ? ["not staged"] : []) : [STATES[file.state]]),
    ...(file.encodings.length > 0 ? [file.encodings.join(", then ")] : []),
    ...partOf(file.part, parts),
  ];
  return entry(`${where}:${file.line}:${file.column}`, words.join(", "), style);
}

/** Which part of the credential it is, if there are several. */
function partOf(part: number, parts: readonly Part[]): string[] {
  const { detector } = parts[part] as Part;
  return parts.length > 1 ? [detector ?? "id"] : [];
}

function commitLines(
  commits: readonly TracedCommit[],
  reflogOnly: boolean,
  parts: readonly Part[],
  style: Style,
): string[] {
  return commits
    .filter((commit) => commit.reflogOnly === reflogOnly)
    .flatMap(({ commit, author, date, subject, changes }) => [
      ...hang(
        `${INDENT}${short(commit)}  `,
        printable(`${date.slice(0, 10)}  ${author.name} <${author.email}>: ${subject}`),
        style.width,
      ),
      ...changes.flatMap(({ action, path, from, line, column, encodings, part }) => {
        const place = `${placeName(path) ?? path}${line === null ? "" : `:${line}:${column}`}`;
        const details = [
          ...(from === null ? [] : [`from ${from}`]),
          ...(encodings.length > 0 ? [encodings.join(", then ")] : []),
          ...partOf(part, parts),
        ].join(", ");
        return hang(
          `${INDENT}  ${action.padEnd(8)}`,
          printable(place + (details === "" ? "" : ` (${details})`)),
          style.width,
        );
      }),
    ]);
}

function refLines({ kind, name, paths, itself }: TracedRef, style: Style): string[] {
  const where = itself
    ? "in its own name or text"
    : paths.length > 0
      ? list(paths.slice(0, 5))
      : "in its history only";
  return entry(
    `${kind} ${name}`,
    where + (paths.length > 5 ? ` and ${count(paths.length - 5, "more file")}` : ""),
    style,
  );
}

function variableLines({ name, holds, references }: Variable, style: Style): string[] {
  const title = holds ? name : `${name} (where it should come from)`;
  const none = references.length === 0 ? [`${INDENT}  nothing in this work tree mentions it`] : [];
  return [
    `${INDENT}${printable(title)}`,
    ...none,
    ...references.flatMap(({ path, line, text, reads }) =>
      entry(`  ${path}:${line}`, reads ? text : `${text} (mentioned)`, style),
    ),
  ];
}

function notes({ searched, limits, files, commits }: Trace, style: Style): string[] {
  const amount = [
    count(searched.blobs, "blob"),
    count(searched.commits, "commit"),
    count(searched.files, "other file"),
  ];
  const nothing = files.length + commits.length === 0 ? "It is nowhere in this repository. " : "";
  return [
    ...wrap(`${nothing}Searched: ${list(amount)}.`, style.width),
    ...limits
      .slice(0, MOST)
      .flatMap((limit) => hang(`${style.symbols.warning} `, printable(limitText(limit)), style.width)),
    ...(limits.length > MOST ? [`  and ${number(limits.length - MOST)} more`] : []),
  ];
}

function limitText(limit: Limit): string {
  switch (limit.kind) {
    case "shallow":
      return "this clone is shallow: the history before its first commits is missing (git fetch --unshallow)";
    case "partial":
      return `not searched: ${count(limit.count, "object")} that this partial clone left at its remote`;
    case "folder":
      return `not searched: ${limit.path} (ignored, or a repository of its own)`;
  }
}

/** A place and its description, on one line if both fit. */
function entry(place: string, words: string, style: Style): string[] {
  const beside = `${printable(place)}  ${printable(words)}`;
  if (words === "" || beside.length + INDENT.length <= style.width) return [INDENT + beside.trimEnd()];
  return [INDENT + printable(place), ...hang(`${INDENT}    `, printable(words), style.width)];
}
