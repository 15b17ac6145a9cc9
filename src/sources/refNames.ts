import type { Exposure } from "../../detectors/detector.ts";
import { type Fragment, wholeFragment } from "../fragment.ts";

/** A ref whose name is searched. */
export interface NamedRef {
  /** Full, `refs/heads/main`. */
  readonly name: string;
  readonly exposure: Exposure;
}

/** Some content, then names of branches and tags: what is pushed as one is there for everybody to read. */
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
