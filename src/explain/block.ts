import type { FilledStep } from "../report/steps/step.ts";

/** The parts of a page, in order. */
export const sectionTitles = [
  ["what", "What it is"],
  ["leaks", "How it leaks, and what happens then"],
  ["storage", "Keep it out of the code"],
  ["misuse", "Was it misused?"],
  ["rotate", "Revoke and rotate"],
  ["consumers", "What will stop working"],
  ["practice", "Good practice"],
  ["others", "Other kinds of secrets"],
] as const;

export type SectionName = (typeof sectionTitles)[number][0];

export interface Section {
  readonly name: SectionName;
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** A piece of a section: prose, a list, numbered steps, or code. */
export type Block =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly string[] }
  | { readonly kind: "steps"; readonly steps: readonly FilledStep[] }
  | { readonly kind: "code"; readonly language: string; readonly code: string };

/** A block as it is written: prose is a string, a list is an array of strings. */
export type Passage = string | readonly string[] | Block;

/** Commands for a POSIX shell, written as they are pasted: shell`…`. `{id}` and its like are filled in later. */
export function shell(strings: TemplateStringsArray, ...values: readonly string[]): Block {
  return code("sh", dedented(String.raw(strings, ...values)));
}

/** Lines of code. */
export function code(language: string, ...lines: readonly string[]): Block {
  return { kind: "code", language, code: lines.join("\n") };
}

/** Removes the first newline, and the indentation of the first line from all lines. */
function dedented(text: string): string {
  const indent = /^\n( *)/.exec(text)?.[1] ?? "";
  return text.replace(/^\n/, "").replaceAll(new RegExp(`^${indent}`, "gm"), "");
}
