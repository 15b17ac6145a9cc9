import type { Span } from "../../detectors/detector.ts";

/** How a language writes one kind of string. Patterns are sticky. */
export interface StringRule {
  /** Prefix and quote. */
  readonly open: RegExp;
  /** The closing quote, if it differs from the opening one. */
  readonly close?: string;
  /** The escape character; none in raw strings. */
  readonly escape?: "\\" | "`";
  /** Two quotes in a row stand for one. */
  readonly doubled?: true;
  readonly severalLines?: true;
  /** The brackets of interpolated code: `${` and `}`. */
  readonly hole?: readonly [open: string, close: string];
}

/** What a scanner has to know of a language to tell code, strings and comments apart. */
export interface Lexical {
  /** Start of a line comment; sticky. */
  readonly line?: RegExp;
  readonly block?: readonly (readonly [open: string, close: string])[];
  readonly strings: readonly StringRule[];
  /** Start of a here-document: group 1 is a quote when its text is raw, group 2 the word that ends it. */
  readonly heredoc?: RegExp;
  /** Whether `/` may start a regular expression. */
  readonly regex?: true;
  /** Whether a backslash in code escapes the next character. */
  readonly escapes?: true;
}

/** A string, here-document or comment. Offsets are UTF-16. */
export interface Token extends Span {
  readonly kind: "string" | "heredoc" | "comment";
  /** The text between the quotes. */
  readonly content: Span;
  readonly rule?: StringRule;
  /** A here-document without interpolation. */
  readonly raw?: boolean;
  /** Interpolated code in the content. */
  readonly holes: readonly Span[];
}

/** The last result: a file is scanned once for all of its secrets. */
let last:
  | { readonly text: string; readonly language: Lexical; readonly tokens: readonly Token[] }
  | undefined;

/** Strings, here-documents and comments of a text and its interpolated code. A quote not closed on its line is ignored. */
export function tokens(text: string, language: Lexical): readonly Token[] {
  if (last?.text !== text || last.language !== language)
    last = { text, language, tokens: new Scanner(text, language).run() };
  return last.tokens;
}

const IS_REGEX_AFTER =
  /(?:^|[([{,;=:!&|?+\-*%~^<>}]|\b(?:return|typeof|case|in|of|delete|void|throw|new|else|do|yield|await))\s*$/;
const REGEX = /\/(?![*/])(?:[^\\/\n[]|\\.|\[(?:[^\\\]\n]|\\.)*\])+\/[a-z]*/y;

class Scanner {
  readonly #text: string;
  readonly #language: Lexical;
  readonly #found: Token[] = [];
  #awaited: { readonly word: string; readonly raw: boolean }[] = [];

  constructor(text: string, language: Lexical) {
    this.#text = text;
    this.#language = language;
  }

  run(): Token[] {
    this.#code(0, null);
    return this.#found;
  }

  /** Scans code up to the bracket that closes `hole`, or to the end of the text, and returns that offset. */
  #code(from: number, hole: readonly [string, string] | null): number {
    const [text, language] = [this.#text, this.#language];
    const [opener, closer] = [hole?.[0].at(-1), hole?.[1]];
    let depth = 0;
    for (let at = from; at < text.length; at++) {
      const unit = text[at] as string;
      if (unit === closer && depth-- === 0) return at;
      if (unit === opener) depth++;
      else if (unit === "\\" && language.escapes) at++;
      else if (unit === "\n" && this.#awaited.length > 0) at = this.#heredocs(at + 1) - 1;
      else at = (this.#comment(at) ?? this.#heredoc(at) ?? this.#string(at) ?? this.#regex(at) ?? at + 1) - 1;
    }
    return text.length;
  }

  #comment(at: number): number | null {
    const { line, block = [] } = this.#language;
    const pair = block.find(([open]) => this.#text.startsWith(open, at));
    if (pair !== undefined)
      return this.#comments(at, this.#end(pair[1], at + pair[0].length) + pair[1].length);
    return line !== undefined && matchAt(line, this.#text, at)
      ? this.#comments(at, this.#end("\n", at))
      : null;
  }

  #comments(start: number, end: number): number {
    const span = { start, end: Math.min(end, this.#text.length) };
    this.#found.push({ kind: "comment", ...span, content: span, holes: [] });
    return span.end;
  }

  #heredoc(at: number): number | null {
    const match = this.#language.heredoc && matchAt(this.#language.heredoc, this.#text, at);
    if (!match) return null;
    this.#awaited.push({ word: match[2] as string, raw: match[1] === "'" || match[1] === '"' });
    return at + match[0].length;
  }

  /** Scans the here-documents that the line before announced, and returns the offset after them. */
  #heredocs(start: number): number {
    let at = start;
    for (const { word, raw } of this.#awaited) {
      const last = new RegExp(`^[ \\t]*${word}\\b`, "gm");
      last.lastIndex = at;
      const end = last.exec(this.#text)?.index ?? this.#text.length;
      const content = { start: at, end };
      this.#found.push({ kind: "heredoc", ...content, content, raw, holes: [] });
      at = end;
    }
    this.#awaited = [];
    return at;
  }

  #string(at: number): number | null {
    for (const rule of this.#language.strings) {
      const opening = matchAt(rule.open, this.#text, at)?.[0];
      if (opening === undefined) continue;
      const before = this.#found.length;
      const token = this.#stringToken(at, opening, rule);
      if (token !== null) {
        this.#found.push(token);
        return token.end;
      }
      this.#found.length = before;
      return at + opening.length;
    }
    return null;
  }

  #stringToken(start: number, opening: string, rule: StringRule): Token | null {
    const text = this.#text;
    const close = rule.close ?? opening.replace(/^[A-Za-z$@]+/, "");
    const from = start + opening.length;
    const holes: Span[] = [];
    for (let at = from; at < text.length; at++) {
      if (text[at] === rule.escape) at++;
      else if (text.startsWith(close, at)) {
        if (rule.doubled && text.startsWith(close, at + close.length)) {
          at += 2 * close.length - 1;
          continue;
        }
        const content = { start: from, end: at };
        return { kind: "string", start, end: at + close.length, content, rule, holes };
      } else if (text[at] === "\n" && !rule.severalLines) return null;
      else if (rule.hole !== undefined && text.startsWith(rule.hole[0], at)) {
        const end = this.#code(at + rule.hole[0].length, rule.hole);
        holes.push({ start: at, end: end + 1 });
        at = end;
      }
    }
    return null;
  }

  #regex(at: number): number | null {
    if (!this.#language.regex || this.#text[at] !== "/") return null;
    if (!IS_REGEX_AFTER.test(this.#text.slice(Math.max(0, at - 40), at))) return null;
    const match = matchAt(REGEX, this.#text, at);
    return match && at + match[0].length;
  }

  #end(what: string, from: number): number {
    const end = this.#text.indexOf(what, from);
    return end === -1 ? this.#text.length : end;
  }
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
