import type { Assignment } from "./assignedValue.ts";
import type { Span, View } from "./detector.ts";
import { isPlaceholder, isReference, isSentence } from "./placeholder.ts";
import { words } from "./words.ts";

const LONGEST = 256;

/** Source code, in which a bare word is an identifier, not a value. */
const CODE =
  /\.(?:[cm]?[jt]sx?|java|kts?|py|rb|php|go|cs|rs|scala|groovy|gradle|swift|[ch](?:pp|c|h)?|vue|dart|dwl|tf|lua|svelte|astro|jsp|ejs|cshtml|razor|aspx|hbs|pug|njk|coffee|exs?|erl|clj[cs]?|hs|p[lm]|vb|fsx?|cr|jl|zig|sol|r|m|nix|jsonnet|cue|bicep|sbt|css|less|s[ac]ss|map)$|(?:^|\/)Jenkinsfile/i;

/** Whether a file is source code, in which a bare word is an identifier. */
export function isCode(path: string | undefined): boolean {
  return CODE.test(path ?? "");
}

/** Files in which a bare word after `=` is a command. */
const COMMANDS = /\.psm?1$/i;
/** Files of prose. */
const PROSE = /\.(?:adoc|mdx?|txt|rst|html?)$/i;

/** Files of labels and translations. */
const LABELS =
  /(?:^|[/_.-])(?:i18n|l10n|locales?|lang|languages?|messages|translations?|nls)(?:[/_.-]|$)|(?:^|\/)strings\.xml$|\.(?:po|resx|strings|xlf)$/i;

/** An identifier, or several joined by dots and the like. */
const NAME = /^[A-Za-z_$][\w$]*(?:[\w$.?![\]:-]*[\w$\][])?$/;
const WORD = /^[A-Za-z][A-Za-z_.$-]*$/;
/** The rest of a destructuring pattern or object in minified code: `({password:a,span:b})=>`, `{password:a,span:b}}}var` */
const PATTERN =
  /^[A-Za-z_$][\w$]*(?:(?:,[\w$]+:[A-Za-z_$][\w$.]*){1,40}[()}\]]|(?:,[\w$]+:[A-Za-z_$][\w$]*){0,40}[})\]]{1,3}(?:=|of$))/;
/** A member, an element or a constant, with what follows it in minified code: `t.secret,grant_type:`, `e[0],b:`, `!0,b:` */
const MEMBER =
  /^(?:[A-Za-z_$][\w$]*(?:(?:\??\.|::|->)[A-Za-z_$][\w$]*|\[[\w$]{1,20}\])+|![01]|\{[\w$]+:[A-Za-z_$][\w$.]*|null|void 0)(?:,[\w$]+:|!?==?|[;})])/;
/** An identifier with the end of its call, object or list, `token}).json()[`, or the start of an expression: `(await` */
const EXPRESSION = /^(?::-?[a-z]|[A-Za-z_$][\w$.]*[)}\]]|\([A-Za-z_$][\w$.[(]*$)/;
/** The start of a comment in code. */
const COMMENT = /(?:\/\/|#|\*|--|;|<!--)[^\n]*$/;
/** A call or an element that was cut off, `b64decode(`, and how the text must continue outside of code: a password may look alike, `Kq9(w2Zx`. */
const CUT_CALL_REST = /^\\{0,3}["'`]|^[^\n]*[)\]]/;
const CUT_CALL = /^[A-Za-z_$][\w$]*(?:(?:\??\.|::|->)[A-Za-z_$][\w$]*)*(?:\([\w$.,:=[{(-]*|\[)$/;
/** The name of a kind of secret, `aws-ses-smtp-password-v2`, or of a stored one: `orders-creds`. */
const KIND =
  /^[a-z]{2,20}(?:(?:-[a-z]{2,20}){2,6}-(?:key|password|secret|token)(?:-v\d)?|(?:-[a-z]{2,20}){0,6}-cred(?:ential)?s)$/;
/** The next word of a sentence about a flag or a key: `--password requires a value`, `mule.key: loaded from x` */
const VERB =
  /^(?:requires?|needs?|must|should|cannot|can|may|missing|expects?|expected|option|flag|argument|has|does|will|was|loaded|moved)$/;
/** A keyword that begins an expression, in files of any name. */
const KEYWORD = /^(?:async|await|function|lambda|new|raise|throw|try|typeof|yield)$/;

/** Names of functions that return a secret: their argument is its name or place. */
const READER =
  /(?:^|\.)(?:get|read|retrieve|fetch|load|resolve|find|lookup)\.(?:\w{1,20}\.){0,3}(?:secret|password)$/;

/** Whether a key is the name of a function that reads a secret, `get.secret`: its argument is not one. */
export function isReader(key: string): boolean {
  return READER.test(key);
}

/**
 * Whether the value of an assignment can be a secret that a person chose: not a reference, a placeholder, a label or a
 * sentence, and not a bare word where bare words are identifiers.
 * @param shortest in characters
 */
export function isPlausible(
  { key, value, quoted, loose, span }: Assignment,
  view: View,
  shortest: number,
): boolean {
  if (value.length < shortest || value.length > LONGEST) return false;
  if (isReference(value) || isPlaceholder(value)) return false;
  const encoded = textIn(value);
  if (encoded !== "" && (isReference(encoded) || isPlaceholder(encoded))) return false;
  const path = view.path ?? "";
  if (
    isMaskedOrComputed(view.text, span) ||
    (COMMANDS.test(path) && !quoted && !isTight(view.text, span.start))
  )
    return false;
  // `assertNotNull(env.get("X_SECRET"), "missing X_SECRET")`
  if (words(value) === key || (!quoted && /^\([A-Za-z]+$/.test(value))) return false;
  if (isLabel(value, key)) return false;
  if (isSentence(value) || (LABELS.test(path) && isWord(value))) return false;
  if (loose) {
    if (
      !quoted &&
      CODE.test(path) &&
      !COMMENT.test(view.text.slice(Math.max(0, span.start - 200), span.start))
    )
      return false;
    return /\d/.test(value) && /[A-Za-z]/.test(value) && !/\s/.test(value) && endsNote(view.text, span);
  }
  if (KIND.test(value)) return false;
  if (quoted) return true;
  if (PATTERN.test(value) || (CODE.test(path) && MEMBER.test(value))) return false;
  if (
    CUT_CALL.test(value) &&
    (CODE.test(path) || CUT_CALL_REST.test(view.text.slice(span.end, span.end + 200)))
  )
    return false;
  if (CODE.test(path) && EXPRESSION.test(value)) return isTight(view.text, span.start);
  if (view.text[span.end] === " " && (KEYWORD.test(value) || VERB.test(value))) return false;
  if (CODE.test(path) && NAME.test(value)) return isTight(view.text, span.start);
  return (
    !((PROSE.test(path) || isInRow(view.text, span.start)) && WORD.test(value)) ||
    isTight(view.text, span.start)
  );
}

/** Whether a value is in a row of a table in Markdown. */
function isInRow(text: string, at: number): boolean {
  return /\|[ \t]{0,80}$/.test(text.slice(Math.max(0, at - 81), at));
}

/** The text in a value that is base64 of printable ASCII, as in Kubernetes Secrets, `Y2hhbmdlbWU=`; else empty. */
function textIn(value: string): string {
  if (value.length % 4 !== 0 || !/^[A-Za-z0-9+/]{8,}={0,2}$/.test(value)) return "";
  const text = Buffer.from(value, "base64").toString("latin1");
  return /^[\x20-\x7e]+\n?$/.test(text) ? text : "";
}

/** Whether a value is one or more words of a language, `Kennwort`, `Contrase\u00f1a`: in files of labels it is a label. */
function isWord(value: string): boolean {
  const text = value.replace(/\\u([0-9A-Fa-f]{4})/g, (_, code) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  return /\s/.test(text) || /^(?:\p{Lu}[\p{Ll}\p{M}]+(?:-\p{L}+)*|[^\x00-\x7f]+)$/u.test(text);
}

/** Whether a value of several words repeats its name: `Password (min. 8 characters)`. */
function isLabel(value: string, key: string): boolean {
  const count = value.trim().split(/\s+/).length;
  const repeatsName = words(value).includes(key.slice(key.lastIndexOf(".") + 1));
  return repeatsName && (count > 2 || (count === 2 && key.includes(".")));
}

/** An explicit link before the value, after which a sentence may continue: `password is x, and …` */
const EXPLICIT_LINK = /(?::|\b(?:is|was|to))[ \t]+["'`*_]{0,3}$/;
const LINE_END = /^["'`*_\])}]{0,4}(?:[ \t]{0,8}\([^()\n]{1,40}\))?[.,;!|]?[ \t]{0,8}(?:\r?\n|$|[<\\])/;

/** Whether a value in a note ends its line, or is explicitly linked to its name. */
function endsNote(text: string, { start, end }: Span): boolean {
  return (
    LINE_END.test(text.slice(end, end + 80)) || EXPLICIT_LINK.test(text.slice(Math.max(0, start - 20), start))
  );
}

/** Whether a value is masked, `abcd****`, a command, `` `cat file` ``, or a prompt, `set /p X=Your password:`. */
function isMaskedOrComputed(text: string, { start, end }: Span): boolean {
  if (text.startsWith("***", end)) return true;
  if (text[start - 1] === "`" && /\s/.test(text.slice(start, end))) return true;
  return /\bset\s{1,4}\/p\s{1,4}"?[\w.-]{1,80}=$/i.test(text.slice(Math.max(0, start - 100), start));
}

/** Whether name and value are written without blanks in a flag, a form body or a comment, where bare words are values: `-Dx=y`, `"x=y&z"`, `// X=y`. */
function isTight(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 120), at);
  return /(?:^|[\s"'`=([])-{1,2}(?:M-)?[\w.-]+(?:=|[ \t]+)["']?$|["'`&?][\w.-]+=$|\$\{[\w.-]+[:-]-?$|(?:^|\n)[\uFEFF \t]*(?:\/\/|#|\*|--)[ \t]*(?:export )?[A-Z][A-Z0-9_]+=$/.test(
    before,
  );
}
