import { callNames } from "../joins.ts";
import type { Wakeable } from "./rules.ts";
import { BOUNDED, MIDDLE } from "./tables.ts";

// A range, as a line of a pattern file cannot contain a line feed.
const SPACE = "[\t-\r]";
/** White space, also escaped in a string: `\n` */
const SPACES = "([\t-\r \\\\nrt\x80-\xff]|%%?20)*";
const ANY = "[\x01-\xff]";
/** Bytes that are not part of text. UTF-16 contains NULs, which arrive as `\x01`. */
const CONTROL = "[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]";

const HEX = "[0-9A-Fa-f]";
const BASE64 = "[A-Za-z0-9+/]";
const IN_RUN = "[A-Za-z0-9+/_-]";
const END = "([^A-Za-z0-9+/]|$)";

/** The start of a record, after 16 hex digits: an object's name, or a colon if the record contains paths. */
const HEADER = "^[0-9a-f]{16} [0-9a-f]{40}[0-9a-f]* ";
const NAMES = `^[0-9a-f]{16}:${ANY}*`;

/** Patterns for three searches. In a single one, grep would need more states than it caches, and be ten times slower. */
export interface GrepPatterns {
  /** For whole records, `grep -z` */
  readonly words: readonly string[];
  /** Also for whole records */
  readonly runs: readonly string[];
  /** For lines */
  readonly shapes: readonly string[];
}

/**
 * Patterns for `grep -aEf` in the C locale. A text that none of the three searches matches contains nothing for the
 * detectors; one that matches has to be searched by keylatch itself. A record is 16 hex digits and one of: an object's
 * header as `git cat-file --batch` prints it; a line feed and the object's content; a colon and changed paths as git prints
 * them, whole and cut at each slash. NULs arrive as `\x01`. See `src/quick/plain.sh`.
 */
export function grepPatterns(detectors: readonly Wakeable[]): GrepPatterns {
  const paths = detectors.flatMap((detector) =>
    detector.paths === undefined ? [] : pathPattern(detector.paths),
  );
  return {
    words: [
      ...wordsFor(detectors).map(wordPattern),
      ...new Set(paths),
      ...ESCAPES,
      blankIn(detectors),
      ...QUOTES.map(seam),
      commented(JOINS),
      `${CALL}${ANY}*${LIST}`,
      `${LIST}${ANY}*${CALL}`,
      CONCAT,
      ...NO_TEXT,
      ...RECORDS,
      LARGE,
    ],
    runs: [...RUNS, LARGE],
    shapes: [...SHAPES, LARGE],
  };
}

/** Words that are in too many texts to be searched for. A detector needs each together with another word. */
const COMMON = new Set(
  "pass pwd password secret token bearer key unlock flex gateway exchange rtf".split(" "),
);

/** One rare word of each keyword list, as words only. */
function wordsFor(detectors: readonly Wakeable[]): string[] {
  const words = new Set<string>();
  for (const names of detectors.flatMap(({ keywords }) => keywords)) {
    const all = [names].flat();
    // Shapes have patterns of their own.
    if (all.some((name) => name.startsWith("#"))) continue;
    const rare = all.findLast((name) => !COMMON.has(name));
    if (rare === undefined) throw new Error(`${all.join(" and ")} are in too many texts`);
    words.add(rare);
  }
  return [...words].filter(
    (word) => ![...words].some((other) => other !== word && !BOUNDED.test(other) && word.includes(other)),
  );
}

/** A pattern that finds a word wherever the kernel does. A word of `BOUNDED` is not preceded by a letter, or begins with a capital. */
function wordPattern(word: string): string {
  const pattern = anyCase(word);
  if (!BOUNDED.test(word)) return pattern;
  const letters = [...MIDDLE.keys()].filter((byte) => MIDDLE[byte] === 1);
  return `((^|[^${String.fromCharCode(...letters)}])${pattern}|${word.charAt(0).toUpperCase()}${anyCase(word.slice(1))})`;
}

function anyCase(text: string): string {
  return Array.from(text, (unit) =>
    /[a-z]/i.test(unit) ? `[${unit.toLowerCase()}${unit.toUpperCase()}]` : `[${unit}]`,
  ).join("");
}

/** The alternatives of a pattern for paths, such as `/anypoint|(?:^|\/)credentials(?:\.json)?$/i`. */
function pathPattern({ source, flags }: RegExp): string {
  const pattern = source
    .replaceAll("(?:^|\\/)", "[\t/]")
    .replaceAll("(?:", "(")
    .replaceAll("[\\w-]", "[A-Za-z0-9_-]")
    .replaceAll("[\\w.-]", "[A-Za-z0-9_.-]")
    .replace(/\\([./])/g, "[$1]")
    .replace(/\$(?=\||$)/g, SPACE);
  if (/\\|\(\?/.test(pattern)) throw new Error(`/${source}/ is not known to grep`);
  const folded = flags.includes("i")
    ? pattern.replace(/\[[^\]]*\]|[a-z]/g, (part) => (part.length === 1 ? anyCase(part) : part))
    : pattern;
  return `${NAMES}(${folded})`;
}

/** A pattern of `size` base64 characters with a capital among them. Without one they are no secret, but may be a git hash. */
function withCapital(size: number): string {
  let pattern = "[A-Z]";
  for (let before = 1; before < size; before++) pattern = `(${pattern}${BASE64}|[a-z0-9+/]{${before}}[A-Z])`;
  return pattern;
}
const TEN = withCapital(10);
/** 40 to 42 base64 characters with a capital among the first 40; in four alternatives, which keeps the pattern short. */
const FORTY = [0, 10, 20, 30]
  .map((at) => `[a-z0-9+/]{${at}}${TEN}${BASE64}{${30 - at},${32 - at}}`)
  .join("|");

/** Four characters of base64 that encode three of ASCII. */
const ASCII = `[A-Za-f][A-HQ-Xg-nw-z0-3][ABEFIJMNQRUVYZcdghklopstwx014589]${IN_RUN}`;

/** A line break and white space, also escaped in a string: `\n` */
const LINES = "([\t-\r]|[\\]+[nr])([\t-\r ]|[\\]+[nrt])*";

/** Ten characters of base64 or of escapes. A run long enough to matter has them on one side of every `+` or `/` in it. */
const TEN_IN_ROW = "[A-Za-z0-9+/_%&\\\"'`#;{}-]{10}";

/** An escaped `+` or `/` inside base64. */
function inRow(sign: string): string[] {
  return [TEN_IN_ROW + sign, sign + TEN_IN_ROW];
}

/** An escaped `+` or `/` between two literals, where it is an operator or begins a comment. */
const ENCODED_OPERATOR = "[\"'`]([^A-Za-z0-9]|[\\]+[nrt]|%%?20)*%%?2[BbFf]";

const RUNS = [
  `(^|[^A-Za-z0-9+/])/?(${FORTY}|[a-z0-9+/]{40}${BASE64}{1,2})(/[A-Za-z]{0,3})?([^A-Za-z0-9+/_-]|$)`,
  // Base64 on several lines, as a line break may split an encoded word.
  `${IN_RUN}{20}${LINES}${IN_RUN}{20}`,
  `${IN_RUN}{20}${LINES}${IN_RUN}+==?([^=A-Za-z0-9_$]|$)`,
  // With a letter or digit among the last nine: lines of dashes are frequent, and nine such characters decode to no UTF-8.
  `${IN_RUN}{51}[A-Za-z0-9]${IN_RUN}{0,8}${LINES}${IN_RUN}{4}`,
  // `\/` and `%2F` are frequent in regular expressions and links, but seldom inside base64.
  ...inRow("%2[BbFf]"),
  ...inRow("[\\][/+]"),
  ENCODED_OPERATOR,
];

const SHAPES = [
  "A[KS]IA[A-Z2-7]{16}",
  "[A-Za-z0-9]---[0-9]",
  "~[?]~[!-~]{6}",
  // Forty characters of base64 after the end of an escape
  `[[;\\]${BASE64}{40,64}${END}`,
  // An alternative in the shell, `${NAME+value}`
  `[{][A-Za-z0-9_]+[+]${BASE64}{40}`,
  `(B[A-P]|A[g-v])${BASE64}{42}(/[A-Za-z]{0,3})?${END}`,
  // 32 hex digits in both cases
  ...["[a-f][0-9]*[A-F]", "[A-F][0-9]*[a-f]"].flatMap((turn) => [`${turn}${HEX}{16}`, `${HEX}{8}${turn}`]),
  "[a-f][0-9]{8}[0-9]*[A-F]",
  "[A-F][0-9]{8}[0-9]*[a-f]",
  // Base64 of a text
  `(${ASCII}){5}`,
  // Base64 of a text with much outside ASCII, from its beginning, which may be a byte order mark
  `(^|[^A-Za-z0-9+/_-]|[\\][nrt])(${ASCII}|77u${IN_RUN})(${[
    `(${IN_RUN}{4}){2,}(${ASCII}){2}`,
    `${IN_RUN}{4}(${ASCII}){2}${IN_RUN}{4}`,
    `(${ASCII}){2}${IN_RUN}{8}`,
  ].join("|")})`,
  // Base64 of gzip and zip
  "H4sI",
  "UEsD",
];

/** The header of an object of at least 100,000 bytes, which keylatch itself searches faster. */
const LARGE = " blob [0-9]{6}";

/** Binary content, which may be encrypted by the npm package `conf`, and the start of archives. */
const NO_TEXT = [CONTROL, "[\xc0-\xff]([\x01-\x7f\xc0-\xff]|$)", "(^|[\x01-\x7f])[\x80-\xbf]", "BZh91AY&SY"];

const ESCAPES = [
  // Printable ASCII except the blank, `+` and `/` (see below), and !$)*:@, which are in no word and between no literals
  `%%?(0[09AaDd]|2[2-35-8CcDdEe]|3[0-9B-Fb-f]|4[1-9A-Fa-f]|[5-7]${HEX}|[0-7]%|[0-7]?[&\\])`,
  "%%%",
  "&(#|[a-z]{2,6}[;%&\\])",
  `[\\]x([2-7]|0[09AaDd]|${HEX}?[%&\\])`,
  "[\\]u([{]|00[2-7]|000[09AaDd]|0{0,2}[%&\\])",
  "[\\](0?(0[4-7]|1[0-7])[0-7]|000)",
  "[\\]#",
  `[A-Za-z0-9+/=_:\\-][\\]${SPACE}`,
  `[A-Za-z0-9+/=_:-]=${SPACE}+${IN_RUN}`,
  // A continued line inside a string
  "[A-Za-z0-9+/=_:\\-](=|[\\]{2})[\\]+[nr]",
  "=(3D|2[BF])",
];

/** An escaped blank between two letters that have a blank between them in some keyword. */
function blankIn(detectors: readonly Wakeable[]): string {
  const blanks = [
    ...detectors
      .flatMap(({ keywords }) => keywords.flat())
      .join("\n")
      .matchAll(/(\w) (\w)/g),
  ];
  const [before, after] = [1, 2].map((group) => [...new Set(blanks.map((blank) => blank[group]))].join(""));
  return `[${before}${before?.toUpperCase()}]%%?20[${after}${after?.toUpperCase()}]`;
}

const QUOTES = ['"', "'", "`"];

/** White space, also escaped. */
const GAP = `([\t-\r \x80-\xff]|[\\]+[nrt]?|%%?20)*`;
const JOINS = `([+]{1,2}|[.]{1,2}|&(${GAP}_)?|<[<>]|[|]{2}|[~^])`;
const OPERATOR = `${JOINS}${GAP}[\`]?${GAP}`;
const MARK = `((/[\\]*/|#|[+])${GAP})?`;

/** Two adjacent literals, or two joined by an operator, also in comments and strings, and with empty literals between them. */
function seam(quote: string): string {
  // No language concatenates adjacent literals in backticks.
  const between = quote === "`" ? `${GAP}([+]{1,2}|~)${GAP}${MARK}` : `${GAP}(${OPERATOR})?${MARK}`;
  return `([A-Za-z0-9+/_.~?<>;}%&\\-]|[A-Za-z] )[\\]*${quote}(${between}${quote})+[\\]*${IN_RUN}`;
}

/** Two strings with a comma of a list, or a call, between them. */
function between(something: string): string {
  const pairs = QUOTES.slice(0, 2).map(
    (quote) => `[A-Za-z0-9+/=_-][\\]*${quote}${something}${SPACES}[\\]*${quote}`,
  );
  return `(${pairs.join("|")})[\\]*${IN_RUN}`;
}
/** A literal, an operator or comma, and a comment. That is so rare that what follows does not matter. */
function commented(operator: string): string {
  return `[A-Za-z0-9+/=_.~?<>;}%&\\-][\\]*["']${GAP}${operator}([\t \x80-\xff]|[\\]+t|%%?20)*[\\]*(/[\\]*[/*]|#|--)`;
}
const LIST = `(${between(`${SPACES},`)}|${commented(",")})`;
const CALL = `(${callNames.map(anyCase).join("|")})`;
const CONCAT = between("[.]concat[(]");

const RECORDS = [
  // A missing object, and a tag or tree
  `(^|${SPACE})[0-9a-f]{40}[0-9a-f]* (missing|ambiguous)`,
  `${HEADER}t`,
];
