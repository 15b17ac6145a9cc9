import type { Span } from "../../detectors/detector.ts";

/** A change of a text: `[start, end)` (UTF-16 offsets) becomes `text`, whose lines end in `\n`. */
export interface Edit extends Span {
  readonly text: string;
}

/** Why a secret is left to the person; `src/report/fix/byHand.ts` has a sentence for each. */
export type Reason =
  | "ansible-vault"
  | "binary"
  | "comment"
  | "constant"
  | "dockerfile"
  | "encoded"
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
  | "own-file"
  | "prose"
  | "quoting"
  | "several-lines"
  | "state"
  | "symlink"
  | "too-large"
  | "unsure"
  | "xml"
  | "yaml";

/** A secret in a file. Contains its value: never print or store it. */
export interface Secret extends Span {
  /** Decoded. */
  readonly value: string;
  /** How it is encoded, outermost first. */
  readonly encodings: readonly string[];
  /** Whether it is only an identifier, which may be shown. */
  readonly isIdentifier: boolean;
}

/** Whether a secret is encoded by percent-encoding only, which whatever reads the URL undoes. */
export function isPercentEncoded({ encodings }: Secret): boolean {
  return encodings.length > 0 && encodings.every((kind) => kind === "percent-encoding");
}

/** How one secret can be taken out of one file. */
export interface Spot {
  /** What the variable will hold: the secret as the file's reader sees it. */
  readonly value: string;
  /** The key that the file has for it, `null` if there is none. */
  readonly key: string | null;
  /** The only variable name that works here. */
  readonly fixedName?: string;
  /** The prefix that the variable's name needs. */
  readonly prefix?: "TF_VAR_";
  /** The edits that refer to a variable of this name. */
  edits(name: string): Edit[];
  /** What the person has to do besides. */
  readonly note?: Note;
}

/** Something to do after the fix, for one variable. */
export type Note =
  | { readonly kind: "kubernetes-secret"; readonly secret: string }
  | { readonly kind: "helm-value"; readonly path: string }
  | {
      readonly kind:
        | "github-secret"
        | "azure-variable"
        | "mule-secure"
        | "terraform"
        | "check-dotenv"
        | "check-properties";
    };

/** What is known about the rest of the repository. */
export interface Surroundings {
  /** Paths of the index, from the top. */
  readonly tracked: ReadonlySet<string>;
  /** Whether this file has to declare a Terraform variable: no other file in its folder does. */
  declares(path: string, variable: string): boolean;
}

/** A file of the index, or of the work tree. */
export interface File extends Surroundings {
  /** From the top, `/`-separated. */
  readonly path: string;
  readonly text: string;
}
