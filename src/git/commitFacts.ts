import { isUtf8 } from "node:buffer";
import { objects, wholeOf } from "./objects.ts";
import type { Repo } from "./repo.ts";

/** The metadata of a commit. */
export interface CommitFacts {
  /** Oids, in order. */
  readonly parents: readonly string[];
  readonly author: { readonly name: string; readonly email: string };
  /** Author's date, ISO 8601 in UTC. */
  readonly date: string;
  /** First line of the message. */
  readonly subject: string;
}

/** The greatest time value of a JavaScript Date, in milliseconds. */
const LAST = 8.64e15;

/** Reads the metadata of commits with one git; missing commits are left out. */
export async function commitFacts(repo: Repo, oids: readonly string[]): Promise<Map<string, CommitFacts>> {
  const facts = new Map<string, CommitFacts>();
  for await (const object of objects(repo, [...new Set(oids)])) {
    if (object?.type === "commit") facts.set(object.name, factsIn(await wholeOf(object.pieces)));
  }
  return facts;
}

/** Header lines, a blank line, the message. `author Jane Roe <jane@example.com> 1795292425 +0000` */
function factsIn(bytes: Buffer): CommitFacts {
  const end = bytes.includes("\n\n") ? bytes.indexOf("\n\n") : bytes.length;
  const lines = decoded(bytes.subarray(0, end)).split("\n");
  const author = lines.find((line) => line.startsWith("author "))?.slice("author ".length) ?? "";
  const [, name = author, email = "", seconds = "0"] = /^(.*?) ?<(.*?)>(?: (-?\d+))?/.exec(author) ?? [];
  return {
    parents: lines.filter((line) => line.startsWith("parent ")).map((line) => line.slice("parent ".length)),
    author: { name, email },
    // git accepts years beyond the range of a Date.
    date: new Date(Math.max(-LAST, Math.min(LAST, Number(seconds) * 1000))).toISOString(),
    subject: decoded(bytes.subarray(end)).trimStart().split("\n")[0] as string,
  };
}

function decoded(bytes: Buffer): string {
  return bytes.toString(isUtf8(bytes) ? "utf8" : "latin1");
}
