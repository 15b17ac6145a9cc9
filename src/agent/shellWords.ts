/** A token of a script. */
export type Word =
  /** One word; several if an unquoted variable has blanks in it, none if it is empty. */
  | { readonly kind: "words"; readonly texts: readonly string[] }
  /** `>`, `>>`, `<`: the next word is the file to replace, to append to, or to read. */
  | { readonly kind: "output" | "append" | "input" }
  /** A here-document, whose text is known once the rest of its line was read. */
  | { readonly kind: "here"; readonly body: () => string }
  /** The end of a command. */
  | { readonly kind: "end" };

const OPERATORS = ";&|\n()";

/** Placeholder in a word for what only the shell can know: the output of a command, an array element. */
export const UNKNOWN = "\ue000";

/** Reads a script token by token; resolves quotes, escapes and known variables. */
export class WordReader {
  readonly #script: string;
  readonly #known: ReadonlyMap<string, string>;
  readonly #inner: (script: string) => void;
  readonly #waiting: { readonly mark: string; readonly strip: boolean; body: string }[] = [];
  #at = 0;

  /** @param inner called with each nested script: `$(…)`, backticks */
  constructor(script: string, known: ReadonlyMap<string, string>, inner: (script: string) => void) {
    this.#script = script.replace(/\\\r?\n/g, "");
    this.#known = known;
    this.#inner = inner;
  }

  atEnd(): boolean {
    return this.#at >= this.#script.length;
  }

  next(): Word {
    while (/[ \t\r]/.test(this.#peek())) this.#at++;
    const char = this.#peek();
    if (char === "#") while (!this.atEnd() && this.#peek() !== "\n") this.#at++;
    if (this.atEnd() || OPERATORS.includes(this.#peek())) return this.#end();
    const redirect = /^(?:\d*|&|\{\w+\})(<<-?|<>|<&|<\(|<|>>|>\||>&|>\(|>)/.exec(
      this.#script.slice(this.#at, this.#at + 40),
    );
    if (redirect !== null && (redirect[0] !== char || "<>".includes(char))) return this.#redirect(redirect);
    return { kind: "words", texts: this.#word() };
  }

  #peek(): string {
    return this.#script[this.#at] ?? "";
  }

  #end(): Word {
    if (this.#peek() === "\n" && this.#waiting.length > 0) this.#readBodies();
    else this.#at++;
    return { kind: "end" };
  }

  #redirect([text, sign]: RegExpExecArray): Word {
    this.#at += text.length;
    if (sign === "<<" || sign === "<<-") {
      if (this.#peek() === "<") {
        this.#at++;
        while (this.#peek() === " ") this.#at++;
        const body = this.#word().join(" ");
        return { kind: "here", body: () => body };
      }
      while (/[ \t]/.test(this.#peek())) this.#at++;
      const waiting = { mark: this.#word().join(" "), strip: sign === "<<-", body: "" };
      this.#waiting.push(waiting);
      return { kind: "here", body: () => waiting.body };
    }
    if (sign === "<(" || sign === ">(") {
      this.#inner(this.#until(")"));
      return { kind: "words", texts: [] };
    }
    return { kind: sign === ">>" ? "append" : sign?.startsWith(">") ? "output" : "input" };
  }

  #readBodies(): void {
    this.#at++;
    for (const waiting of this.#waiting.splice(0)) {
      const lines: string[] = [];
      while (!this.atEnd()) {
        const end = this.#script.indexOf("\n", this.#at);
        const line = this.#script.slice(this.#at, end === -1 ? undefined : end);
        this.#at = end === -1 ? this.#script.length : end + 1;
        if ((waiting.strip ? line.replace(/^\t+/, "") : line) === waiting.mark) break;
        lines.push(line);
      }
      waiting.body = lines.join("\n");
    }
  }

  /** Reads one word of the script, which may expand to several or none. */
  #word(): string[] {
    const done: string[] = [];
    let text = "";
    let isWord = false;
    while (!this.atEnd()) {
      const char = this.#peek();
      if (/[ \t\r<>]/.test(char) || OPERATORS.includes(char)) break;
      this.#at++;
      isWord = true;
      if (char === "\\") text += this.#script[this.#at++] ?? "";
      else if (char === "'") text += this.#until("'");
      else if (char === '"') text += this.#quoted();
      else if (char === "`") text += this.#printed("`");
      else if (char === "$") {
        const value = this.#value();
        const [first = "", ...others] = value.quoted ? [value.text] : value.text.split(/\s+/);
        text += first;
        for (const other of others) {
          done.push(text);
          text = other;
        }
        if (value.text === "" && text === "") isWord = false;
      } else text += char;
    }
    if (isWord || text !== "") done.push(text);
    return done;
  }

  #quoted(): string {
    let text = "";
    while (!this.atEnd()) {
      const char = this.#peek();
      this.#at++;
      if (char === '"') break;
      if (char === "\\" && /["\\$`]/.test(this.#peek())) text += this.#script[this.#at++];
      else if (char === "`") text += this.#printed("`");
      else if (char === "$") text += this.#value().text;
      else text += char;
    }
    return text;
  }

  /** Reads what follows a `$`: a command, a variable, `$'…'`, or PowerShell's `$env:NAME`, which is kept as it is. */
  #value(): { text: string; quoted: boolean } {
    const rest = this.#script.slice(this.#at, this.#at + 200);
    if (rest.startsWith("(")) {
      this.#at++;
      return { text: this.#printed(")"), quoted: true };
    }
    if (rest.startsWith("'")) {
      this.#at++;
      return { text: unescaped(this.#until("'", true)), quoted: true };
    }
    const powershell = /^env:\w+/i.exec(rest)?.[0];
    const name = /^(?:\{(\w+)(?::?[-=]([^}]*)|(\[)[^}]*|[^}]*)\}|(\w+))/.exec(rest);
    const taken = powershell ?? name?.[0] ?? "";
    this.#at += taken.length;
    if (powershell !== undefined || taken === "") return { text: `$${taken}`, quoted: true };
    const [, braced, otherwise, isElement, bare] = name as RegExpExecArray;
    if (isElement !== undefined) return { text: UNKNOWN, quoted: true };
    return { text: this.#known.get((braced ?? bare) as string) ?? otherwise ?? "", quoted: false };
  }

  /** The output of a nested script. */
  #printed(end: string): string {
    this.#inner(this.#until(end));
    return UNKNOWN;
  }

  /** Reads up to a closing character, across nested brackets and quotes. */
  #until(sign: string, escapes = false): string {
    const start = this.#at;
    for (let depth = 0; !this.atEnd(); this.#at++) {
      const char = this.#peek();
      if ((escapes || sign !== "'") && char === "\\") this.#at++;
      else if (char === sign && depth === 0) break;
      else if (sign === ")" && char === "(") depth++;
      else if (sign === ")" && char === ")") depth--;
      else if (sign === ")" && (char === "'" || char === '"')) {
        this.#at++;
        this.#until(char);
        this.#at--;
      }
    }
    return this.#script.slice(start, this.#at++);
  }
}

/** Resolves the escapes in `$'…'`, such as `\x2d`. */
function unescaped(text: string): string {
  return text.replace(/\\(x[0-9a-f]{1,2}|[0-7]{1,3}|.)/gis, (_, code: string) => {
    if (/^x./i.test(code)) return String.fromCharCode(Number.parseInt(code.slice(1), 16));
    if (/^[0-7]/.test(code)) return String.fromCharCode(Number.parseInt(code, 8));
    return { n: "\n", t: "\t", r: "\r" }[code] ?? code;
  });
}
