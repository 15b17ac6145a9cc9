import type { Value } from "./assignedValue.ts";

/** A name and the value assigned to it, in any syntax: `.env`, YAML, JSON, XML, flags, code, table columns, notes. */
export interface Assignment extends Value {
  /** The name in lower-case words joined by dots: `ANYPOINT_CLIENT_SECRET`, `anypointClientSecret` and `Anypoint Client Secret` are all `anypoint.client.secret`. */
  readonly key: string;
  /** Names of the enclosing blocks in the same form, outermost first: `provider.anypoint`; empty at top level. */
  readonly parents: string;
}
