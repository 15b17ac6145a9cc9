/** UTF-16 units before the value in which a key is looked for. */
const REACH = 200;

/** A key and what separates it from its value, at the end of the text before the value. The more specific ones first. */
const PATTERNS: readonly RegExp[] = [
  // - name: X⏎  value: …
  /\bname:[ \t]*["']?([\w.-]+)["']?[ \t]*\r?\n[ \t]*value:[ \t]*["']?$/,
  // <property name="x" value="…"   { key: "x", value: "…"
  /\b(?:name|key)["']?\s*[:=]\s*["']([\w.-]+)["'][\s,]*["']?value["']?\s*[:=]\s*["']?$/,
  // <x>…   <ns:x attr="y">…
  /<(?:[\w.-]+:)?([\w.-]+)(?:\s[^<>]*)?>\s*(?:<!\[CDATA\[)?\s*$/,
  // define("x", …   getenv("x", …
  /["'`]([\w.-]+)["'`]\s*,\s*$/,
  // getenv("x") || …
  /["'`]([\w.-]+)["'`][)\]]+\s*(?:\|\||\?\?|\?:|\bor\b)\s*$/,
  // setX(…
  /\.(?:set)([A-Z]\w*)\(\s*$/,
  // x=  x: y  "x" => …  x: string = …  -Dx=
  /(-{0,2}[A-Za-z_$][\w$.-]*)["'`]?[\])]?\s*(?:\??:\s*[A-Za-z_][\w<>[\]. |?]*=|\|\||\?\?|\|\|=|\?\?=|=>|:=|\+?=|:-?)\s*\(?["']?$/,
];

/** The key of the value at an offset, as the file writes it; `null` if it has none. */
export function keyBefore(text: string, at: number): string | null {
  const before = text.slice(Math.max(0, at - REACH), at);
  for (const pattern of PATTERNS) {
    const key = pattern.exec(before)?.[1];
    if (key !== undefined) return key;
  }
  return null;
}
