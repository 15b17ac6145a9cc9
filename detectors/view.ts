import type { View } from "./detector.ts";

/** Caches the result of a function for each view. */
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

/** The view of a text in which nothing is decoded. */
export function plainView(text: string, path?: string): View {
  return { text, path, toSource: (span) => span, encodings: () => [] };
}
