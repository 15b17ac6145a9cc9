import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * The text of every example program, by its `/`-separated path in `snippets/`. The files compile. The build replaces this
 * module with the texts themselves: one file to install instead of forty.
 */
export const snippetTexts: Readonly<Record<string, string>> = Object.fromEntries(
  readdirSync(join(__dirname, "snippets")).flatMap((store) =>
    readdirSync(join(__dirname, "snippets", store)).map((name) => [
      `${store}/${name}`,
      readFileSync(join(__dirname, "snippets", store, name), "utf8"),
    ]),
  ),
);
