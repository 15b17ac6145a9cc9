import type { Detector } from "../../../detectors/detector.ts";
import type { Block, Section } from "../../explain/block.ts";
import { checkedMonth } from "../../explain/checked.ts";
import type { Page } from "../../explain/page.ts";
import { stepLines } from "../finding/stepLines.ts";
import { foldCommand } from "../foldCommand.ts";
import { paragraphs } from "../paragraphs.ts";
import type { Style } from "../style.ts";
import { hang, wrap } from "../wrap.ts";

const INDENT = "  ";
const CODE = "    ";

/** A page for a terminal. */
export function explainText(page: Page, style: Style): string {
  const { colors, width } = style;
  const facts = `${page.id}, ${page.severity}. Checked ${checkedMonth()}.`;
  const head = [...wrap(page.title, width).map(colors.bold), ...wrap(facts, width).map(colors.dim)];
  const sections = page.sections.map((section) => sectionLines(section, style));
  const see = page.references.map((url) => INDENT + url);
  return paragraphs([head, ...sections, [colors.bold("See also"), ...see]]);
}

/** All kinds of keys, for a terminal. */
export function explainListText(detectors: readonly Detector[], style: Style): string {
  const widest = Math.max(...detectors.map(({ id }) => id.length));
  const families = [...new Set(detectors.map(({ family }) => family))];
  const blocks = families.map((family) => [
    style.colors.bold(family),
    ...detectors
      .filter((detector) => detector.family === family)
      .flatMap(({ id, title, severity }) =>
        hang(`${INDENT}${id.padEnd(widest)}  `, `${title} (${severity})`, style.width),
      ),
  ]);
  const way = wrap(`${style.program} explain ID prints the page about one of them.`, style.width);
  return paragraphs([...blocks, way]);
}

function sectionLines({ title, blocks }: Section, style: Style): string[] {
  const lines = [style.colors.bold(title)];
  let previous: Block | undefined;
  for (const block of blocks) {
    // No empty line between a sentence and what it introduces.
    const belongs = previous === undefined || (previous.kind === "text" && block.kind !== "text");
    lines.push(...(belongs ? [] : [""]), ...blockLines(block, style));
    previous = block;
  }
  return lines;
}

function blockLines(block: Block, style: Style): string[] {
  const { width, colors } = style;
  switch (block.kind) {
    case "text":
      return hang(INDENT, block.text, width);
    case "list":
      return block.items.flatMap((item) => hang(`${INDENT}- `, item, width));
    case "steps":
      return [...stepLines(block.steps, INDENT, Number.POSITIVE_INFINITY, style).lines];
    case "code":
      return block.code
        .split("\n")
        .flatMap((line) =>
          block.language === "sh" ? foldCommand(line, width - CODE.length, style.shell) : [line],
        )
        .map((line) => (line === "" ? line : CODE + colors.cyan(line)));
  }
}
