import type { Detector } from "../../detectors/detector.ts";
import { detectors } from "../../detectors/index.ts";
import { type Arguments, reportOptions, usage } from "../commandOptions.ts";
import { nearest } from "../config/nearest.ts";
import { KeylatchError } from "../errors.ts";
import { checked } from "../explain/checked.ts";
import type { Language, Store } from "../explain/choices.ts";
import type { Explanation } from "../explain/explanation.ts";
import { explanations } from "../explain/explanations.ts";
import { makePage } from "../explain/page.ts";
import type { ExitCode, Io } from "../io.ts";
import { explainListMarkdown, explainMarkdown } from "../report/explain/explainMarkdown.ts";
import { explainListText, explainText } from "../report/explain/explainText.ts";
import { showPaged } from "../report/pager.ts";
import { jsonText } from "../report/printable.ts";
import { posix } from "../report/shell/shell.ts";
import { chooseStyle, type Style } from "../report/style.ts";

/**
 * Prints the page about one kind of key, or the list of kinds. With a store or a language, only the section about storing
 * the value.
 * @throws {KeylatchError} `usage`, `unknown-id`
 */
export async function explain(io: Io, args: Arguments): Promise<ExitCode> {
  const [id] = args.positionals;
  const { store, lang, format = "text" } = args.values;
  if (id === undefined && (store ?? lang) !== undefined)
    throw usage("ID is missing: --store and --lang are about one kind of key", "explain");
  const style = chooseStyle(io.env, io.stdout, reportOptions(args));
  const choice = { store: store as Store | undefined, lang: lang as Language | undefined };
  const answer = id === undefined ? listIn(format, style) : pageIn(format, find(id), choice, style);
  if (format === "json") io.stdout.write(answer);
  else showPaged(io, answer);
  return 0;
}

function listIn(format: string, style: Style): string {
  if (format === "text") return explainListText(detectors, style);
  if (format === "markdown") return explainListMarkdown(detectors);
  const keys = detectors.map(({ id, family, title, severity }) => ({ id, family, title, severity }));
  return jsonText({ version: 1, checked, keys });
}

function pageIn(
  format: string,
  detector: Detector,
  choice: Parameters<typeof makePage>[2],
  style: Style,
): string {
  const shell = format === "text" ? style.shell : format === "json" ? "all" : posix;
  const page = makePage(detector, explanationOf(detector), choice, shell, style.program);
  if (format === "text") return explainText(page, style);
  return format === "markdown" ? explainMarkdown(page) : jsonText({ version: 1, ...page });
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
