import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Text of every example of code, by its path in `snippets/`, `/`-separated. The files are programs that compile. The
 * build puts the texts themselves in the place of this module: one file to install instead of forty.
 */
export const snippetTexts: Readonly<Record<string, string>> = Object.fromEntries(
  readdirSync(join(__dirname, "snippets")).flatMap((store) =>
    readdirSync(join(__dirname, "snippets", store)).map((name) => [
      `${store}/${name}`,
      readFileSync(join(__dirname, "snippets", store, name), "utf8"),
    ]),
  ),
);
