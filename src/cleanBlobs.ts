import { createHash } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Repo } from "./git/repo.ts";
import { hashOf } from "./hash.ts";
import { rules } from "./rules.ts";

/** Bytes of a key: of the blob's oid, and of a digest of its path, because some detectors look at the path. */
const [OID, PATH] = [20, 12];
const KEY = OID + PATH;
/** Bytes of the digest at the start of the file. */
const HEAD = 32;
/** Most keys that are kept: 8 MiB. */
const MOST = 1 << 18;

/**
 * A cache in the git directory, shared by all work trees: blobs in which nothing was found, neither a key nor anything
 * that content of another file could make one. Findings are never cached.
 *
 * The file is a digest of the rules and all keys, then 32 bytes per blob and path. If other rules wrote it, or it is
 * damaged, it counts as empty. It proves nothing to anybody else, so CI and servers do not read it.
 */
export class CleanBlobs {
  readonly #file: string;
  readonly #before: ReadonlySet<string>;
  readonly #now: string[] = [];
  /** Digests by path: a history has many blobs at each path. */
  readonly #paths = new Map<string, string>();

  private constructor(file: string, before: ReadonlySet<string>) {
    this.#file = file;
    this.#before = before;
  }

  static async open({ commonDir }: Pick<Repo, "commonDir">): Promise<CleanBlobs> {
    const file = join(commonDir, "keylatch/clean");
    return new CleanBlobs(file, keysOf(await readFile(file).catch(() => Buffer.alloc(0))));
  }

  /** Whether the same rules found nothing in the blob at this path before. */
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

  /** Replaces the file, with the keys used in this run first. Concurrent runs may lose each other's keys, nothing more. */
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
      // Without the cache the next run is slower, and finds the same.
      await rm(written, { force: true }).catch(() => undefined);
    }
  }

  /** In hex digits. */
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
