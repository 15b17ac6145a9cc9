import { createHash } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Repo } from "./git/repo.ts";
import { hashOf } from "./hash.ts";
import { rules } from "./rules.ts";

/** Bytes that stand for a blob at a path: of its oid, and of a digest of the path, for some detectors look at that. */
const [OID, PATH] = [20, 12];
const KEY = OID + PATH;
/** Bytes of the digest that the file begins with. */
const HEAD = 32;
/** Blobs that are remembered at most: 8 MiB. */
const MOST = 1 << 18;

/**
 * Remembers in the git directory, for all work trees, in which blobs nothing was found: no key, and nothing that
 * another file could make one. What is found is never remembered, so it is found again.
 *
 * The file is a digest of the rules and the rest, then 32 bytes for each blob and path. One that other rules made, or
 * that is damaged, counts as empty. It is no proof for anyone else: checks in CI and on a server do not ask it.
 */
export class CleanBlobs {
  readonly #file: string;
  readonly #before: ReadonlySet<string>;
  readonly #now: string[] = [];
  /** Digests of paths: a history has many blobs at each. */
  readonly #paths = new Map<string, string>();

  private constructor(file: string, before: ReadonlySet<string>) {
    this.#file = file;
    this.#before = before;
  }

  static async open({ commonDir }: Pick<Repo, "commonDir">): Promise<CleanBlobs> {
    const file = join(commonDir, "keylatch/clean");
    return new CleanBlobs(file, keysOf(await readFile(file).catch(() => Buffer.alloc(0))));
  }

  /** Whether nothing was found in it before, by the same rules. */
  has(oid: string, path: string): boolean {
    if (this.#before.size === 0) return false;
    const key = this.#keyOf(oid, path);
    if (!this.#before.has(key)) return false;
    this.#now.push(key);
    return true;
  }

  add(oid: string, path: string): void {
    this.#now.push(this.#keyOf(oid, path));
  }

  /** Writes the file anew and whole, what was asked for last first. Runs at the same time may forget each other's blobs, no more. */
  async save(): Promise<void> {
    if (this.#now.every((key) => this.#before.has(key))) return;
    const keys = [...new Set([...this.#now, ...this.#before])].slice(0, MOST);
    const body = Buffer.from(keys.join(""), "hex");
    const written = `${this.#file}.${process.pid}`;
    try {
      await mkdir(dirname(this.#file), { recursive: true });
      await writeFile(written, Buffer.concat([digestOf(body), body]));
      await rename(written, this.#file);
    } catch {
      // Without it the next run reads more, and finds the same.
      await rm(written, { force: true }).catch(() => undefined);
    }
  }

  /** In hex digits, as oids are. */
  #keyOf(oid: string, path: string): string {
    let digest = this.#paths.get(path);
    if (digest === undefined) {
      digest = hashOf("sha256", path).slice(0, 2 * PATH);
      this.#paths.set(path, digest);
    }
    return oid.slice(0, 2 * OID) + digest;
  }
}

function keysOf(bytes: Buffer): Set<string> {
  const body = bytes.subarray(HEAD);
  if (!digestOf(body).equals(bytes.subarray(0, HEAD))) return new Set();
  return new Set(
    Array.from({ length: body.length / KEY }, (_, n) => body.toString("hex", n * KEY, (n + 1) * KEY)),
  );
}

function digestOf(body: Buffer): Buffer {
  return createHash("sha256").update(rules).update(body).digest();
}
