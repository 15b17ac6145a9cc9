import { type File, isPercentEncoded, type Reason, type Secret, type Spot } from "./edit.ts";

/** `.env`, `.env.production`, `mail.env`, `.env.example` */
const DOTENV = /(?:^|\/)(?:\.env(?:\.[\w.-]+)?|[^/]+\.env)$/;
/** Samples, which only show which variables there are. */
const SHOWS = /(?:example|sample|template|dist|default)s?(?:\.env)?$/;
const LINE = /^[ \t]*(?:export[ \t]+)?([\w.-]+)[ \t]*=[ \t]*(["'`]?)/;

/** Whether a file is a `.env` file of any kind. */
export function isDotenv(path: string): boolean {
  return DOTENV.test(path.toLowerCase());
}

/** For `.env` files: the value becomes a reference; in a sample it becomes empty. */
export function dotenvSpot({ path, text }: File, secret: Secret): Spot | Reason {
  const { start, end, encodings } = secret;
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const rest = text.slice(end, text.indexOf("\n", end) === -1 ? undefined : text.indexOf("\n", end));
  const head = LINE.exec(text.slice(lineStart, start));
  if (/^\s*#/.test(text.slice(lineStart, start))) return "comment";
  if (head === null) return "unsure";
  const [before, key, quote] = head as unknown as [string, string, string];
  const value = text.slice(start, end);
  if (encodings.length > 0 && (value.includes("%%") || !isPercentEncoded(secret))) return "encoded";
  const isWhole =
    lineStart + before.length === start &&
    (quote === "" ? /^\s*(?:#|$)/ : new RegExp(`^${quote}`)).test(rest);
  const open = lineStart + before.length - quote.length;
  if (isWhole) {
    const whole = { start: open, end: end + quote.length };
    const isSample = SHOWS.test(path.toLowerCase());
    return {
      value,
      key,
      ...(isSample ? {} : { note: { kind: "check-dotenv" } as const }),
      edits: (name) => [
        // In single quotes the reference would be plain text.
        { ...whole, text: isSample ? "" : quote === "" ? `\${${name}}` : `"\${${name}}"` },
      ],
    };
  }
  const inside = text.slice(lineStart + before.length, start) + rest;
  if (quote === "`" || (quote === "'" && /["$`\\]/.test(inside))) return "unsure";
  const close = end + rest.lastIndexOf(quote);
  return {
    value,
    key: null,
    edits: (name) => [
      { start, end, text: `\${${name}}` },
      ...(quote === "'"
        ? [
            { start: open, end: open + 1, text: '"' },
            { start: close, end: close + 1, text: '"' },
          ]
        : []),
    ],
  };
}
