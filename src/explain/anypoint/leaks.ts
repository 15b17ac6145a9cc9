import type { Passage } from "../block.ts";

/** Where a kind of credential leaks, and how it is abused. */
export function leaks(places: readonly string[], uses: readonly string[]): Passage[] {
  return ["Where it gets out:", places, "What is done with it:", uses];
}

/** How a session on the platform can be abused. */
export const platformUses = [
  "Whatever the scopes or the person's roles allow: deploy or change applications, read their properties and so the next secrets, change policies.",
  "Publish to Exchange: the next build of others takes it in.",
  "Register a server or gateway as yours; make a connected app to come back with.",
];
