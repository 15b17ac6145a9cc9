import type { Detector } from "../../detectors/detector.ts";
import { detectors } from "../../detectors/index.ts";
import { nearest } from "../config/nearest.ts";
import { KeylatchError } from "../errors.ts";
import type { Explanation } from "../explain/explanation.ts";
import { explanations } from "../explain/explanations.ts";
import { makePage } from "../explain/page.ts";
import type { Language, Store } from "../explain/snippets.ts";
import type { ExitCode, Io } from "../io.ts";
import { explainJson, explainListJson } from "../report/explain/explainJson.ts";
import { explainListMarkdown, explainMarkdown } from "../report/explain/explainMarkdown.ts";
import { explainListText, explainText } from "../report/explain/explainText.ts";
import { showPaged } from "../report/pager.ts";
import { posix } from "../report/shell/shell.ts";
import { chooseStyle } from "../report/style.ts";

export interface ExplainOptions {
  readonly format: "text" | "markdown" | "json";
  /** With a store or a language, only the section about storing the value is printed. */
  readonly store?: Store;
  readonly lang?: Language;
  readonly noColor?: boolean;
}

/**
 * Prints the page about one kind of key, or the list of kinds.
 * @throws {KeylatchError} `unknown-id`
 */
export async function explain(io: Io, id: string | undefined, options: ExplainOptions): Promise<ExitCode> {
  const answer = id === undefined ? listOf(io, options) : pageOf(io, find(id), options);
  if (options.format === "json") io.stdout.write(answer);
  else showPaged(io, answer);
  return 0;
}

function listOf(io: Io, { format, ...options }: ExplainOptions): string {
  switch (format) {
    case "text":
      return explainListText(detectors, chooseStyle(io.env, io.stdout, options));
    case "markdown":
      return explainListMarkdown(detectors);
    case "json":
      return explainListJson(detectors);
  }
}

function pageOf(io: Io, detector: Detector, { format, store, lang, ...options }: ExplainOptions): string {
  const style = chooseStyle(io.env, io.stdout, options);
  const shell = format === "text" ? style.shell : format === "json" ? "all" : posix;
  const page = makePage(detector, explanationOf(detector), { store, lang }, shell, style.program);
  switch (format) {
    case "text":
      return explainText(page, style);
    case "markdown":
      return explainMarkdown(page);
    case "json":
      return explainJson(page);
  }
}

function explanationOf({ id }: Detector): Explanation {
  const explanation = explanations[id];
  if (explanation === undefined) throw new Error(`nothing is written about ${id}`);
  return explanation;
}

function find(id: string): Detector {
  const detector = detectors.find((candidate) => candidate.id === id);
  if (detector !== undefined) return detector;
  const closest = nearest(
    id,
    detectors.map((candidate) => candidate.id),
  );
  throw new KeylatchError("unknown-id", `"${id}" is not a kind of key`, {
    hint: `${closest === null ? "" : `Did you mean "${closest}"? `}\`keylatch explain\` lists them.`,
  });
}
