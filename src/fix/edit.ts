import type { Span } from "../../detectors/detector.ts";

/** A change of a text: what stands in `[start, end)`, UTF-16 offsets, becomes `text`. Lines in it end in `\n`. */
export interface Edit extends Span {
  readonly text: string;
}

/** Why a secret is left for the person: the report has a sentence for each. */
export type Reason =
  | "ansible-vault"
  | "binary"
  | "comment"
  | "constant"
  | "dockerfile"
  | "encoded"
  | "env-file"
  | "env-tracked"
  | "env-unusable"
  | "file-name"
  | "gitlab-variables"
  | "json"
  | "kubernetes-other"
  | "kubernetes-secret"
  | "long-line"
  | "mule-secure-file"
  | "no-reference"
  | "notebook"
  | "odd-name"
  | "quoting"
  | "several-lines"
  | "state"
  | "symlink"
  | "too-large"
  | "unsure"
  | "xml"
  | "yaml";

/** A secret in a file. Holds it: never print or store it. */
export interface Secret extends Span {
  /** Decoded. */
  readonly value: string;
  /** How it was hidden, outermost first. */
  readonly encodings: readonly string[];
  /** A value that only names a secret: it has no place in a list of secrets. */
  readonly isIdentifier: boolean;
}

/** Whether nothing but percent-encoding hides a secret: the consumer of a URL undoes that. */
export function isPercentEncoded({ encodings }: Secret): boolean {
  return encodings.length > 0 && encodings.every((kind) => kind === "percent-encoding");
}

/** The way out of one file for one secret. */
export interface Spot {
  /** What the variable will hold: the secret as the file's reader sees it. */
  readonly value: string;
  /** What the file calls it; `null` where that says nothing. */
  readonly key: string | null;
  /** The only name that its reader would look for. */
  readonly fixedName?: string;
  /** What names of variables begin with, for those who read only such. */
  readonly prefix?: "TF_VAR_";
  /** What is to be changed when the variable has this name. */
  edits(name: string): Edit[];
  /** What the person has to do beside it. */
  readonly note?: Note;
}

/** Something to do after the fix, for one variable. */
export type Note =
  | { readonly kind: "github-secret" }
  | { readonly kind: "azure-variable" }
  | { readonly kind: "kubernetes-secret"; readonly secret: string }
  | { readonly kind: "helm-value"; readonly path: string }
  | { readonly kind: "mule-secure" }
  | { readonly kind: "terraform" }
  | { readonly kind: "check-properties" };

/** What is known of the repository beside the file itself. */
export interface Surroundings {
  /** Paths of the index, from the top. */
  readonly tracked: ReadonlySet<string>;
  /** Whether this file is the one to declare a variable of Terraform: no other of its folder does. */
  declares(path: string, variable: string): boolean;
}

/** A file of the index, or of the work tree. */
export interface File extends Surroundings {
  /** From the top, `/`-separated. */
  readonly path: string;
  readonly text: string;
}
