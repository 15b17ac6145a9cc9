import type { View } from "./detector.ts";

/** Computes something about a view once, however often it is asked for. */
export function perView<T>(compute: (view: View) => T): (view: View) => T {
  const known = new WeakMap<View, { readonly value: T }>();
  return (view) => {
    let entry = known.get(view);
    if (entry === undefined) {
      entry = { value: compute(view) };
      known.set(view, entry);
    }
    return entry.value;
  };
}
