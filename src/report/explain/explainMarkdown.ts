import type { Detector } from "../../../detectors/detector.ts";
import type { Block, Section } from "../../explain/block.ts";
import { checkedMonth } from "../../explain/checked.ts";
import type { Page } from "../../explain/page.ts";

/** A page as Markdown. */
export function explainMarkdown(page: Page): string {
  const facts = `\`${page.id}\`, ${page.severity}. Checked ${checkedMonth()}.`;
  const sections = page.sections.map(sectionText);
  const see = `## See also\n\n${page.references.map((url) => `- <${url}>`).join("\n")}`;
  return `${[`# ${escaped(page.title)}`, facts, ...sections, see].join("\n\n")}\n`;
}

/** All kinds of keys as a Markdown table. */
export function explainListMarkdown(detectors: readonly Detector[]): string {
  const rows = detectors.map(
    ({ id, family, title, severity }) => `| \`${id}\` | ${family} | ${severity} | ${escaped(title)} |`,
  );
  return `${["| id | family | severity | kind of key |", "|---|---|---|---|", ...rows].join("\n")}\n`;
}

function sectionText({ title, blocks }: Section): string {
  return [`## ${title}`, ...blocks.map(blockText)].join("\n\n");
}

function blockText(block: Block): string {
  switch (block.kind) {
    case "text":
      return escaped(block.text);
    case "list":
      return block.items.map((item) => `- ${escaped(item)}`).join("\n");
    case "steps":
      return block.steps
        .map(({ title, command }, index) => {
          const mark = `${index + 1}. `;
          const body = command === undefined ? "" : `\n\n${fenced("sh", command)}`;
          return mark + (escaped(title) + body).replaceAll(/\n(?=.)/g, `\n${" ".repeat(mark.length)}`);
        })
        .join("\n");
    case "code":
      return fenced(block.language, block.code);
  }
}

function fenced(language: string, code: string): string {
  return `\`\`\`${language}\n${code}\n\`\`\``;
}

/** Escapes what Markdown would read as a tag, emphasis, strike-through, a link or a table. */
function escaped(prose: string): string {
  return prose.replaceAll(/[\\<*~|[\]]/g, "\\$&");
}
