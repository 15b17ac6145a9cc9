import type { Exposure } from "../../detectors/detector.ts";
import { type Fragment, wholeFragment } from "../fragment.ts";

/** A ref whose name is searched. */
export interface NamedRef {
  /** Full name, `refs/heads/main`. */
  readonly name: string;
  readonly exposure: Exposure;
}

/** Appends the names of branches and tags to a source's fragments: everybody can read those of a remote. */
export async function* withRefNames(
  fragments: AsyncIterable<Fragment>,
  refs: readonly NamedRef[],
): AsyncGenerator<Fragment> {
  yield* fragments;
  for (const { name, exposure } of refs) {
    const path = name.startsWith("refs/tags/") ? "(tag name)" : "(branch name)";
    yield wholeFragment([Buffer.from(name)], { path, commit: null, exposure });
  }
}
