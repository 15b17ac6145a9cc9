import type { Span } from "../../detectors/detector.ts";
import { type Edit, type File, isPercentEncoded, type Reason, type Secret, type Spot } from "./edit.ts";
import { keyBefore } from "./key.ts";
import { type Lexical, tokens } from "./lexical.ts";

const LEXICAL: Lexical = {
  line: /#|\/\//y,
  block: [["/*", "*/"]],
  strings: [{ open: /"/y, escape: "\\", hole: ["${", "}"] }],
  heredoc: /<<-?()([A-Za-z_]\w*)/y,
};
/** First line of a top-level block. */
const BLOCK = /^([a-z_]+)\b[^\n]*\{[ \t]*\r?$/gm;
const DEFAULT = /\bvariable\s+"([\w-]+)"\s*\{[^{}]*?\bdefault\s*=\s*"$/;

/** For Terraform: a sensitive variable, set by the environment variable `TF_VAR_…`. */
export function terraformSpot(file: File, secret: Secret): Spot | Reason {
  const { path, text } = file;
  const { start, end } = secret;
  const token = tokens(text, LEXICAL)
    .filter(({ content }) => content.start <= start && end <= content.end)
    .sort((a, b) => b.start - a.start)[0];
  if (token?.kind === "comment") return "comment";
  if (token === undefined || token.holes.some((hole) => hole.start < end && start < hole.end))
    return "unsure";
  if (secret.encodings.length > 0 && !isPercentEncoded(secret)) return "encoded";
  const spot = { value: text.slice(start, end), prefix: "TF_VAR_", note: { kind: "terraform" } } as const;
  const isWhole = token.kind === "string" && token.content.start === start && token.content.end === end;
  const before = text.slice(0, start);
  if (/\.tfvars$/i.test(path)) return isWhole ? assignment(text, token, spot) : "unsure";
  const declared = DEFAULT.exec(before)?.[1];
  if (declared !== undefined)
    return isWhole && /^\w+$/.test(declared) ? declaration(text, token, declared, spot) : "unsure";
  // Neither settings nor defaults of variables may refer to a variable.
  if (/^(?:terraform|variable)$/.test(Array.from(before.matchAll(BLOCK)).at(-1)?.[1] ?? ""))
    return "constant";
  return {
    ...spot,
    key: isWhole ? keyBefore(text, token.start) : null,
    edits(name) {
      const variable = variableOf(name);
      const edit = isWhole
        ? { start: token.start, end: token.end, text: `var.${variable}` }
        : { start, end, text: `\${var.${variable}}` };
      return [edit, ...declare(file, variable)];
    },
  };
}

/** `TF_VAR_ses_smtp_password` sets `ses_smtp_password`. */
function variableOf(name: string): string {
  return name.slice("TF_VAR_".length);
}

/** A declaration at the end of the file, unless there is one. */
function declare({ path, text, declares }: File, variable: string): Edit[] {
  if (new RegExp(`\\bvariable\\s+"${variable}"\\s*\\{`).test(text) || !declares(path, variable)) return [];
  const lines = [
    text === "" || text.endsWith("\n") ? "" : "\n",
    `variable "${variable}" {`,
    "  type      = string",
    "  sensitive = true",
    "}",
    "",
  ];
  return [{ start: text.length, end: text.length, text: lines.join("\n") }];
}

type Rest = Omit<Spot, "key" | "edits">;

/** `default = "…"` of a variable becomes `sensitive = true`. */
function declaration(text: string, token: Span, variable: string, spot: Rest): Spot | Reason {
  const line = lineOf(text, token);
  if (!/^[ \t]*default\s*=\s*"[^"\n]*"[ \t]*$/.test(text.slice(line.start, line.end))) return "unsure";
  const block = text.slice(text.lastIndexOf("variable", token.start), text.indexOf("}", token.end));
  const indent = /^[ \t]*/.exec(text.slice(line.start, line.end))?.[0] ?? "";
  const edit = /\bsensitive\s*=/.test(block)
    ? { start: line.start, end: line.next, text: "" }
    : { start: line.start, end: line.end, text: `${indent}sensitive = true` };
  return { ...spot, key: null, fixedName: `TF_VAR_${variable}`, edits: () => [edit] };
}

/** A line `x = "…"` of a `.tfvars` file becomes a comment: the environment has the value now. */
function assignment(text: string, token: Span, spot: Rest): Spot | Reason {
  const line = lineOf(text, token);
  const variable = /^(\w+)[ \t]*=[ \t]*"[^"\n]*"[ \t]*(?:(?:#|\/\/).*)?$/.exec(
    text.slice(line.start, line.end),
  )?.[1];
  if (variable === undefined) return "unsure";
  const edit = { start: line.start, end: line.end, text: `# ${variable} comes from TF_VAR_${variable}` };
  return { ...spot, key: null, fixedName: `TF_VAR_${variable}`, edits: () => [edit] };
}

function lineOf(text: string, { start, end }: Span) {
  const from = text.lastIndexOf("\n", start) + 1;
  const newline = text.indexOf("\n", end);
  const next = newline === -1 ? text.length : newline + 1;
  const to = newline === -1 ? text.length : newline - (text[newline - 1] === "\r" ? 1 : 0);
  return { start: from, end: to, next };
}
