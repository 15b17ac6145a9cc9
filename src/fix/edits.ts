import type { Edit } from "./edit.ts";

/** Edits of one text that do not touch each other. */
export class Edits {
  readonly #all = new Map<string, Edit>();

  /** Takes these edits, all or none. Two secrets may ask for the same import: that is one edit. */
  add(edits: readonly Edit[]): boolean {
    const fresh = edits.filter((edit) => !this.#all.has(JSON.stringify(edit)));
    if (fresh.some((edit) => this.#touches(edit))) return false;
    for (const edit of fresh) this.#all.set(JSON.stringify(edit), edit);
    return true;
  }

  /** In the order of their places. */
  inOrder(): Edit[] {
    return [...this.#all.values()].sort((a, b) => a.start - b.start || a.end - b.end);
  }

  #touches({ start, end }: Edit): boolean {
    for (const other of this.#all.values()) if (other.start < end && start < other.end) return true;
    return false;
  }
}
