import { existingObjects, type ObjectType } from "../git/objects.ts";
import type { Repo } from "../git/repo.ts";
import type { Pieces } from "../search/text.ts";

/** A blob at one of its paths: some keys are recognised only in certain files. */
export interface NamedBlob {
  readonly oid: string;
  readonly path: string;
}

/** Equal for the same content at the same path. */
export function keyOf({ oid, path }: NamedBlob): string {
  return `${oid} ${path}`;
}

/** Reads blobs in order; one with several paths several times. */
export async function* namedBlobs<Type extends { readonly oid: string }>(
  repo: Repo,
  blobs: readonly Type[],
): AsyncGenerator<{ blob: Type; type: ObjectType; pieces: Pieces }> {
  let index = 0;
  const oids = blobs.map(({ oid }) => oid);
  for await (const { type, pieces } of existingObjects(repo, oids))
    yield { blob: blobs[index++] as Type, type, pieces };
}
