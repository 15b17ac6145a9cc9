import { KeylatchError } from "../errors.ts";

/** The parts of a commit or tag object that can contain a key. */
export interface ObjectParts {
  readonly message: Buffer;
  /** The author, committer or tagger lines. */
  readonly people: Buffer;
  /** All other headers except oids: the message of a merged tag, signatures, headers of other tools. */
  readonly others: Buffer;
}

/** Headers whose content git determines. */
const OWN = /^(?:tree|parent|object|type) /;
const PEOPLE = /^(?:author|committer|tagger) /;

/**
 * Splits a commit or tag object: header lines, a blank line, the message. A header continues in lines that begin with a
 * space.
 * @throws {KeylatchError} `git-output`
 */
export function partsOf(bytes: Buffer): ObjectParts {
  const blank = bytes.indexOf("\n\n");
  if (blank === -1 && bytes.length > 0 && !bytes.includes("tree ") && !bytes.includes("object ")) {
    throw new KeylatchError("git-output", "a commit or tag object cannot be read");
  }
  const header = bytes.toString("latin1", 0, blank === -1 ? bytes.length : blank);
  const headers = header.split(/\n(?! )/).filter((line) => !OWN.test(line));
  const joined = (lines: readonly string[]) => Buffer.from(lines.join("\n"), "latin1");
  return {
    message: blank === -1 ? Buffer.alloc(0) : bytes.subarray(blank + 2),
    people: joined(headers.filter((line) => PEOPLE.test(line))),
    others: joined(headers.filter((line) => !PEOPLE.test(line))),
  };
}
