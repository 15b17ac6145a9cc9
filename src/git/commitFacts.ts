import { isUtf8 } from "node:buffer";
import { objects, wholeOf } from "./objects.ts";
import type { Repo } from "./repo.ts";

/** What a commit says about itself. */
export interface CommitFacts {
  /** Oids, in order. */
  readonly parents: readonly string[];
  readonly author: { readonly name: string; readonly email: string };
}

/** Reads commits by one git; those that are not here are left out. */
export async function commitFacts(repo: Repo, oids: readonly string[]): Promise<Map<string, CommitFacts>> {
  const facts = new Map<string, CommitFacts>();
  for await (const object of objects(repo, [...new Set(oids)])) {
    if (object?.type === "commit") facts.set(object.name, factsIn(await wholeOf(object.pieces)));
  }
  return facts;
}

/** Header lines, a blank line, the message. `author Jane Roe <jane@example.com> 1795292425 +0000` */
function factsIn(bytes: Buffer): CommitFacts {
  const end = bytes.indexOf("\n\n");
  const header = bytes.subarray(0, end === -1 ? bytes.length : end);
  const lines = header.toString(isUtf8(header) ? "utf8" : "latin1").split("\n");
  const author = lines.find((line) => line.startsWith("author "))?.slice("author ".length) ?? "";
  const [, name = author, email = ""] = /^(.*?) ?<(.*?)>/.exec(author) ?? [];
  return {
    parents: lines.filter((line) => line.startsWith("parent ")).map((line) => line.slice("parent ".length)),
    author: { name, email },
  };
}
