/** An unvalidated JSON object. */
export type Json = Readonly<Record<string, unknown>>;

/** Whether a value is an object, but no array. */
export function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Type guard for `filter` and `find`. */
export function isText(value: unknown): value is string {
  return typeof value === "string";
}
