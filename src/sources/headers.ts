import { KeylatchError } from "../errors.ts";

/** The parts of a commit or tag object in which a person can have left a key. */
export interface ObjectParts {
  readonly message: Buffer;
  /** Who wrote it, one per line. */
  readonly people: Buffer;
  /** Everything else that is neither an oid nor a signature: the message of a merged tag, headers of other tools. */
  readonly others: Buffer;
}

/** Lines whose content is git's own. */
const OWN = /^(?:(?:tree|parent|object|type) |gpgsig(?:-sha256)? )/;
const PEOPLE = /^(?:author|committer|tagger) /;

/**
 * Cuts a commit or tag object: header lines, a blank line, the message. A header goes on in lines that begin with a
 * blank.
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
