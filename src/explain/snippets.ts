import { capital } from "../report/words.ts";
import { type Language, languages, type Store, stores } from "./choices.ts";
import { type Pair, smtpLogin } from "./pairs.ts";
import { snippetTexts } from "./snippetTexts.ts";

/** A short program that reads a pair of values from a store. */
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

/** The example programs for a pair; without a store or language, those for all of them. */
export function readSnippets(pair: Pair, store?: Store, lang?: Language): Snippet[] {
  const chosenStores = store === undefined ? stores : [store];
  const chosenLanguages = lang === undefined ? languages : [lang];
  return chosenStores.flatMap((store) =>
    chosenLanguages.map((lang) => {
      const code = snippetTexts[`${store}/smtpLogin.${EXTENSIONS[lang]}`] as string;
      return { store, lang, code: pair === smtpLogin ? code : renamed(code, pair, lang) };
    }),
  );
}

/** The program for the SMTP login, with the names of another pair. */
function renamed(code: string, { title, type, name, fields, variables }: Pair, lang: Language): string {
  const camel = type.replace(/^./, (letter) => letter.toLowerCase());
  // Only Python uses underscores in names.
  const locals = lang === "python" || !/_/.test(fields.join("")) ? fields : ["id", "secret"];
  const members = fields.map((field, at) => (field === locals[at] ? field : `${field}: ${locals[at]}`));
  let text = code
    // "The" may begin a sentence.
    .replaceAll(smtpLogin.title.slice(1), title.slice(1))
    .replaceAll(/SmtpLogin/gi, (word) => (word === "smtpLogin" ? camel : type))
    .replaceAll(
      "smtp_login",
      camel.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    )
    .replace("package mail", `package ${name.split("/")[0]}`)
    .replaceAll(smtpLogin.name, name)
    .replace("{ username, password } =", `{ ${members.join(", ")} } =`);
  for (const [at, word] of smtpLogin.fields.entries()) {
    const local = locals[at] as string;
    text = text
      .replaceAll(smtpLogin.variables[at] as string, variables[at] as string)
      .replaceAll(new RegExp(`(?<=[" /])${word}(?=")`, "g"), fields[at] as string)
      // Followed by =, it is the name of a library's argument.
      .replaceAll(new RegExp(`\\b${word}\\b(?!=)`, "g"), local)
      .replaceAll(capital(word), capital(local));
  }
  return text;
}
