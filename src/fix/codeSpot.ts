import type { Span } from "../../detectors/detector.ts";
import { brackets, clashes, codeBefore, isDocstring, isDoubtful, type Literal } from "./codeAround.ts";
import { type Edit, type File, isPercentEncoded, type Reason, type Secret, type Spot } from "./edit.ts";
import { fallbackInCode, fallbackInTemplate, replacesCall } from "./fallback.ts";
import { needs } from "./imports.ts";
import { keyBefore } from "./key.ts";
import type { Language } from "./languages.ts";
import { type Token, tokens } from "./lexical.ts";

/** Encodings that a literal undoes itself. */
const READABLE = new Set(["escapes", "concatenation"]);

/** For source code: the literal, or the part of it that is the secret, becomes a reference to the variable. */
export function codeSpot(file: File, secret: Secret, language: Language): Spot | Reason {
  const { text } = file;
  const all = tokens(text, language.lexical);
  if (all.some(({ kind, start, end }) => kind === "comment" && start <= secret.start && secret.end <= end))
    return "comment";
  const literal = literalAround(all, secret);
  const inShell = language.name === "shell" ? shellFallback(text, secret, literal) : null;
  if (inShell !== null) return inShell;
  const isPercent = isPercentEncoded(secret);
  const source = text.slice(secret.start, secret.end);
  if (isPercent && source.includes("%%")) return "encoded";
  if (!isPercent && !secret.encodings.every((kind) => READABLE.has(kind))) return "encoded";
  if (literal === null) {
    if (language.name !== "shell" || secret.encodings.length > 0) return "unsure";
    return bareWord(file, secret, language, all);
  }
  const { first, last } = literal;
  // Percent-encoding is undone by whatever reads the URL; raw strings have no escapes.
  const value = isPercent || first.raw || first.rule?.escape === undefined ? source : secret.value;
  if (first !== last && !secret.encodings.includes("concatenation")) return "unsure";
  const spot = { value: first === last ? value : secret.value, key: null };
  if (first.kind === "heredoc") {
    const inPlace = first.raw ? null : (language.inside?.('"', "X") ?? null);
    if (inPlace === null) return "unsure";
    return {
      ...spot,
      edits: (name) => [{ ...spanOf(secret), text: language.inside?.('"', name) as string }],
    };
  }
  const opening = text.slice(first.start, first.content.start);
  const isWhole = first.content.start === secret.start && last.content.end === secret.end;
  const whole: Span = { start: first.start, end: last.end };
  const before = codeBefore(text, all, first.start);
  if (language.constant?.test(before)) return "constant";
  if (language.name === "Python" && isDocstring(text, whole, before)) return "comment";
  if (isDoubtful(file, language, literal, before, isWhole) || clashes(text, whole, language)) return "unsure";
  if (replacesCall(text, first.start)) return "unsure";
  const extra = needs(file, language, all, before, first.start);
  if (extra === null) return "constant";
  if (isWhole) {
    const fallback = fallbackInCode(text, whole);
    return {
      ...spot,
      key: fallback?.variable ?? keyBefore(text, first.start),
      edits: (name) =>
        name === fallback?.variable
          ? [{ ...fallback.span, text: language.name === "TypeScript" ? "!" : "" }]
          : [...extra, { ...whole, text: reference(file, language, name) }],
    };
  }
  if (first === last && language.inside?.(opening, "X")) {
    const inside = language.inside;
    return {
      ...spot,
      edits: (name) => [...extra, { ...spanOf(secret), text: inside(opening, name) as string }],
    };
  }
  const around = brackets(text, whole, language);
  if (around === null) return "unsure";
  return {
    ...spot,
    edits: (name) => [
      ...extra,
      ...split(text, secret, literal, reference(file, language, name), around, language),
    ],
  };
}

/** The literal that contains a secret; `null` if it is not in a string, or in code inside one. */
function literalAround(all: readonly Token[], { start, end }: Span): Literal | null {
  const inner = (at: number) =>
    all
      .filter(({ kind, content }) => kind !== "comment" && content.start <= at && at <= content.end)
      .filter(({ holes }) => !holes.some((hole) => hole.start < at && at < hole.end))
      .sort((a, b) => b.start - a.start)[0];
  const [first, last] = [inner(start), inner(end)];
  if (first === undefined || last === undefined) return null;
  return first.holes.some((hole) => hole.start < end && start < hole.end) ? null : { first, last };
}

/** `"a:` secret `@b"` becomes `"a:" + X + "@b"`, in brackets if the code around it could bind more tightly. */
function split(
  text: string,
  secret: Secret,
  { first, last }: Literal,
  expression: string,
  inBrackets: boolean,
  { joint }: Language,
): Edit[] {
  const [closing, opening] = [
    text.slice(first.content.end, first.end),
    text.slice(last.start, last.content.start),
  ];
  const head = first.content.start === secret.start ? null : closing + joint;
  const tail = last.content.end === secret.end ? null : joint + opening;
  const start = head === null ? first.start : secret.start;
  const end = tail === null ? last.end : secret.end;
  const edit = { start, end, text: `${head ?? ""}${expression}${tail ?? ""}` };
  if (!inBrackets) return [edit];
  const bracket = (at: number, sign: string) => ({ start: at, end: at, text: sign });
  return [bracket(first.start, "("), edit, bracket(last.end, ")")];
}

/** The word of `${X:-word}`, unless it is in a string for another program; `null` for every other place. */
function shellFallback(text: string, secret: Secret, literal: Literal | null): Spot | null {
  if (secret.encodings.length > 0 || /[\\$`]/.test(secret.value)) return null;
  if (literal !== null && (literal.first.raw || text[literal.first.start] === "'")) return null;
  const fallback = fallbackInTemplate(text, secret, (name) => `\${${name}}`);
  return (
    fallback && {
      value: secret.value,
      key: fallback.variable,
      edits: (name) => [
        name === fallback.variable
          ? { ...fallback.span, text: "" }
          : { ...spanOf(secret), text: `\${${name}}` },
      ],
    }
  );
}

/** A shell word without quotes. */
function bareWord(file: File, secret: Secret, language: Language, all: readonly Token[]): Spot | Reason {
  const { text } = file;
  if (all.some((token) => token.start < secret.end && secret.start < token.end)) return "unsure";
  const before = text.slice(Math.max(0, secret.start - 200), secret.start);
  const isWhole = /[\s=]$/.test(before) && /^(?:[\s;&|)]|$)/.test(text.slice(secret.end));
  const key = isWhole ? keyBefore(text, secret.start) : null;
  // Not in quotes that were misread, and not next to a redirection.
  if (!/[\w\s=:,@/-]$/.test(before) || !/^(?:[\s;&|),:@/]|$)/.test(text.slice(secret.end))) return "unsure";
  // The shell would interpret these.
  if (/[\\$`]/.test(secret.value)) return "unsure";
  return {
    value: secret.value,
    key,
    edits: (name) => [{ ...spanOf(secret), text: language.reference(name) }],
  };
}

function reference({ text }: File, language: Language, name: string): string {
  const expression = language.reference(name);
  return language.name === "C#" && !/^\s*(?:global\s+)?using\s+System\s*;/m.test(text)
    ? `System.${expression}`
    : expression;
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}
