import { words } from "../../detectors/words.ts";

/** Words that do not say what a secret is for. */
const GENERIC = new Set(
  (
    "access account api app apikey auth authorization basic bearer cfg client conf config const credential credentials " +
    "current data default dev env global id key local login my name new oauth old own param pass passphrase passwd " +
    "password passwort private prod production pwd secret setting settings staging static string test the token user " +
    "username val value var"
  ).split(" "),
);
const CREDENTIAL =
  /^(?:.*pass(?:word|wd|phrase)?|.*pwd|.*secret|.*key|.*token|id|.*user(?:name)?|login|.*auth|bearer|cred\w*|licen[cs]e|activation|psk|unlock|data)$/;
const LONGEST = 64;
/** The object that a member belongs to, which is not part of its name. */
const OWNER = /^(?:\$?this|self|module\.exports|exports|process\.env|import\.meta\.env|os\.environ|ENV)[.:]/;

/**
 * Makes a variable's name from a key in a file.
 * @returns `null` if the key is too general or cannot be a name
 */
export function nameOf(key: string): string | null {
  const parts = words(key.replace(OWNER, "")).split(".");
  const name = parts.join("_").toUpperCase();
  if (!/^[A-Z][A-Z0-9_]*$/.test(name) || name.length > LONGEST || name.startsWith("GITHUB_")) return null;
  const isSpecific = parts.some((part) => !GENERIC.has(part));
  return isSpecific && parts.length > 1 && parts.some((part) => CREDENTIAL.test(part)) ? name : null;
}

/** Assigns names to values: each value has one name, and each name one value. */
export class Names {
  readonly #taken: Map<string, string>;
  /** New variables, in the order in which they were assigned. */
  readonly added = new Map<string, string>();

  /** @param existing variables of the `.env` file */
  constructor(existing: ReadonlyMap<string, string>) {
    this.#taken = new Map(existing);
  }

  /** Assigns exactly this name; `null` if another value has it. */
  fixed(value: string, name: string): string | null {
    const held = this.#taken.get(name);
    if (held === undefined) this.#add(name, value);
    return held === undefined || held === value ? name : null;
  }

  /** The name that a value has already, or a new one. @param wanted taken as it is unless another value has it */
  nameFor(value: string, wanted: string, prefix: string): string {
    for (const [name, held] of this.#taken) {
      if (held === value && (prefix === "" ? /^(?!TF_VAR_)[A-Za-z_]\w*$/ : /^TF_VAR_\w+$/).test(name))
        return name;
    }
    let name = wanted;
    for (let count = 2; this.#taken.has(name); count++) name = `${wanted}_${count}`;
    this.#add(name, value);
    return name;
  }

  #add(name: string, value: string): void {
    this.#taken.set(name, value);
    this.added.set(name, value);
  }
}
