/** What stands in JSON before anyone has looked at it. */
export type Json = Readonly<Record<string, unknown>>;

/** Whether a value is an object, and no list. */
export function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** For `filter` and `find`, which need a function. */
export function isText(value: unknown): value is string {
  return typeof value === "string";
}
