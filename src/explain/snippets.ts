import type { Family } from "../../detectors/detector.ts";
import { snippetTexts } from "./snippetTexts.ts";

/** Where a value can live outside of the code, most common first. */
export const stores = ["env", "aws-secrets-manager", "vault", "conjur"] as const;
export type Store = (typeof stores)[number];

/** Languages that have an example for every store. */
export const languages = ["ts", "python", "java", "go", "csharp"] as const;
export type Language = (typeof languages)[number];

/** A short program that gets a family's credential from a store. */
export interface Snippet {
  readonly store: Store;
  readonly lang: Language;
  readonly code: string;
}

const EXTENSIONS: Readonly<Record<Language, string>> = {
  ts: "ts",
  python: "py",
  java: "java",
  go: "go",
  csharp: "cs",
};

/** The examples of a family; a store or language that is not named means all of them. */
export function readSnippets(family: Family, store?: Store, lang?: Language): Snippet[] {
  const chosenStores = store === undefined ? stores : [store];
  const chosenLanguages = lang === undefined ? languages : [lang];
  return chosenStores.flatMap((store) =>
    chosenLanguages.map((lang) => ({ store, lang, code: readSnippet(family, store, lang) })),
  );
}

function readSnippet(family: Family, store: Store, lang: Language): string {
  return snippetTexts[`${store}/${family}.${EXTENSIONS[lang]}`] as string;
}
