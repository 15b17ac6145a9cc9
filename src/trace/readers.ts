import { linesWith } from "../git/grep.ts";
import type { Worktree } from "../git/worktrees.ts";
import type { Redactor } from "../masking/redact.ts";
import type { TracedFile } from "./files.ts";
import type { Hits } from "./hits.ts";
import type { Needle } from "./target.ts";

/** A variable or property that holds the credential, with the lines that mention it. */
export interface Variable {
  readonly name: string;
  /** Whether it is assigned to this name somewhere; otherwise the name is only the recommended one. */
  readonly holds: boolean;
  readonly references: readonly Reference[];
}

/** A line that mentions the name. */
export interface Reference {
  /** From the top, masked. */
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  /** The expression around the name, such as `process.env.SES_SMTP_PASSWORD`. */
  readonly text: string;
  /** Whether it reads the value; otherwise it sets it, passes it on, or only mentions the name. */
  readonly reads: boolean;
}

/** Specific names, which have one meaning in a repository: `SES_SMTP_PASSWORD`, `anypoint.platform.client_secret`. */
const TELLING = /^(?:[A-Z][A-Z0-9]*_[A-Z0-9_]+|[a-z][\w-]*(?:\.[\w-]+)+)$/;
/** Words that make a less specific name one of ours. */
const OWN = /ses|smtp|mail|aws|anypoint|mule|cloudhub/i;
const MOST_NAMES = 8;

/** The names that hold the credential in this work tree, and every line that mentions one. */
export async function variablesOf(
  worktree: Worktree,
  needles: readonly Needle[],
  hits: Hits,
  files: readonly TracedFile[],
  redactor: Redactor,
): Promise<Variable[]> {
  const assigned = new Set([...hits.values()].flat().flatMap(({ name }) => (name === null ? [] : [name])));
  const held = [...assigned].filter(isTelling);
  const proper = needles.flatMap(({ part }) => (part.isSecret ? (part.variable ?? []) : []));
  const names = [...new Set([...held, ...proper])].slice(0, MOST_NAMES);
  const own = new Set(
    files.filter(({ worktree }) => worktree === null).map(({ path, line }) => `${path}:${line}`),
  );
  const io = { ...worktree.io, cwd: worktree.path };
  const variables: Variable[] = [];
  for (const name of names.filter((name) => !redactor.holdsSecret(name))) {
    const lines = (await linesWith(io, name)).filter(
      ({ path, line }) => !own.has(`${redactor.mask(path)}:${line}`) && !path.startsWith(".keylatch/"),
    );
    const references = lines.map(({ path, line, text }) => ({
      path: redactor.mask(path),
      line,
      ...expressionIn(redactor.mask(text), name),
    }));
    const holds = assigned.has(name);
    if (holds || references.length > 0) variables.push({ name, holds, references });
  }
  return variables;
}

function isTelling(name: string): boolean {
  return TELLING.test(name) || (OWN.test(name) && /[._-]/.test(name) && name.length >= 8);
}

/** What precedes the name in an expression that reads the value. */
const GETS =
  /(?:\$\{\{ ?[\w.]{0,40}|[$%]\{?(?:[\w-]{1,20}:{1,2})?|[\w$][\w.:$]{0,60}(?:\.|[[(]["'`]?(?:\$\{)?)|[$%])$/;
/** The closing mark of each opening one. */
const CLOSING: Readonly<Record<string, string>> = {
  "(": ")",
  "[": "]",
  "{": "}",
  '"': '"',
  "'": "'",
  "`": "`",
};
/** The rest of `const { A, B } = process.env`. */
const DESTRUCTURED = /^[^{}=]{0,200}\}\s{0,4}=\s{0,4}((?:process|import\.meta)\.env)\b/;
const REFERENCE = /secretKeyRef|configMapKeyRef/;

/** The expression around a name on a line, without the rest of the line; preferably one that reads the value. */
function expressionIn(line: string, name: string): { text: string; reads: boolean } {
  for (let at = line.indexOf(name); at !== -1; at = line.indexOf(name, at + 1)) {
    const [before, after] = [line.slice(Math.max(0, at - 120), at), line.slice(at + name.length)];
    const source = DESTRUCTURED.exec(after)?.[1];
    if (source !== undefined) return { text: `{ ${name} } = ${source}`, reads: true };
    const head = GETS.exec(before)?.[0];
    if (head !== undefined) return { text: head + name + closingOf(head), reads: true };
  }
  return { text: name, reads: REFERENCE.test(line) };
}

function closingOf(head: string): string {
  const closing = [...head].reverse().map((mark) => CLOSING[mark] ?? "");
  return head.startsWith("${{ ")
    ? ` ${closing.join("")}`
    : closing.join("") + (/^%\w*$/.test(head) ? "%" : "");
}
