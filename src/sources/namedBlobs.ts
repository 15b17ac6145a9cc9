import { existingObjects, type ObjectType } from "../git/objects.ts";
import type { Repo } from "../git/repo.ts";
import type { Pieces } from "../text.ts";

/** A blob under one of its names: some keys are only known in their file. */
export interface NamedBlob {
  readonly oid: string;
  readonly path: string;
}

/** The same for the same content under the same name. */
export function keyOf({ oid, path }: NamedBlob): string {
  return `${oid} ${path}`;
}

/** Reads blobs, in order; one that has several names as often. */
export async function* namedBlobs<Type extends { readonly oid: string }>(
  repo: Repo,
  blobs: readonly Type[],
): AsyncGenerator<{ blob: Type; type: ObjectType; pieces: Pieces }> {
  let index = 0;
  const oids = blobs.map(({ oid }) => oid);
  for await (const { type, pieces } of existingObjects(repo, oids))
    yield { blob: blobs[index++] as Type, type, pieces };
}
