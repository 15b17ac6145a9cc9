import type { Exposure } from "../../detectors/detector.ts";
import { type Fragment, wholeFragment } from "../fragment.ts";

/** A ref whose name is searched. */
export interface NamedRef {
  /** Full, `refs/heads/main`. */
  readonly name: string;
  readonly exposure: Exposure;
}

/** Names of branches and tags as content: what is pushed as one is there for everybody to read. */
export function* refNameFragments(refs: readonly NamedRef[]): Generator<Fragment> {
  for (const { name, exposure } of refs) {
    const path = name.startsWith("refs/tags/") ? "(tag name)" : "(branch name)";
    yield wholeFragment([Buffer.from(name)], { path, commit: null, exposure });
  }
}
