import { detectors } from "../../detectors/index.ts";
import { type Block, sectionTitles } from "../../src/explain/block.ts";
import { explanations } from "../../src/explain/explanations.ts";
import { makePage, type Page } from "../../src/explain/page.ts";
import { cellWidth } from "../../src/report/cells.ts";
import { explainMarkdown } from "../../src/report/explain/explainMarkdown.ts";
import { explainText } from "../../src/report/explain/explainText.ts";
import { makeStyle } from "../../src/report/style.ts";
import { answer } from "./answer.ts";

const plain = (width: number) => makeStyle({ width, unicode: true, color: false });

const pages: [string, Page][] = detectors.map((detector) => {
  const explanation = explanations[detector.id];
  if (explanation === undefined) throw new Error(`nothing is written about ${detector.id}`);
  return [detector.id, makePage(detector, explanation)];
});

test("every text belongs to a detector", () => {
  expect(Object.keys(explanations).sort()).toEqual(detectors.map(({ id }) => id).sort());
});

describe.each(pages)("the page of %s", (id, page) => {
  test("has all eight parts, none of them empty", () => {
    expect(page.sections.map(({ name }) => name)).toEqual(sectionTitles.map(([name]) => name));
    for (const { blocks } of page.sections) {
      expect(blocks.length).toBeGreaterThan(0);
      for (const block of blocks) expect(size(block)).toBeGreaterThan(0);
    }
  });

  test("fits into 80 columns, but for addresses", () => {
    const tooLong = explainText(page, plain(80))
      .split("\n")
      .filter((line) => cellWidth(line) > 80 && !/^ *https:\S+$/.test(line));
    expect(tooLong).toEqual([]);
  });

  test("has no placeholder left in braces", () => {
    const braces = /\{(?:id|user|region|account|host|organization|variable)\}/;
    for (const { blocks } of page.sections)
      for (const block of blocks.filter((block) => block.kind !== "code" || block.language === "sh"))
        expect(JSON.stringify(block)).not.toMatch(braces);
  });

  test("is the same page as JSON", async () => {
    const { text } = await answer(id, { format: "json" });
    const posixOnly = JSON.parse(text, (key, value) => (key === "powershell" ? undefined : value));
    expect(posixOnly).toEqual({ version: 1, ...page });
  });

  test("is Markdown with one title, a heading for each part, and closed fences", () => {
    const markdown = explainMarkdown(page);
    const prose = markdown.replaceAll(/^( *)```[\s\S]*?^\1```$/gm, "");
    expect(prose).not.toContain("```");
    expect(prose.match(/^# .*$/gm)).toHaveLength(1);
    expect(prose.match(/^## .*$/gm)).toEqual([
      ...sectionTitles.map(([, title]) => `## ${title}`),
      "## See also",
    ]);
    // What Markdown would swallow: tags, and fences of tildes.
    expect(prose.replaceAll(/^- <https:.*>$/gm, "")).not.toMatch(/(?<!\\)<|(?<!\\)~/);
  });

  test("names only commands of keylatch that exist", () => {
    const commands = [...JSON.stringify(page).matchAll(/keylatch (?!leaves|knows|is )(\w+) ?([\w-]*)/g)];
    for (const [, command, argument] of commands) {
      expect(["explain", "trace"]).toContain(command);
      if (command === "explain") expect(Object.keys(explanations)).toContain(argument);
    }
  });

  test("has references to pages of the vendor only", () => {
    expect(page.references.length).toBeGreaterThan(0);
    for (const url of page.references)
      expect(url).toMatch(/^https:\/\/docs\.(?:aws\.amazon|mulesoft)\.com\//);
  });
});

test.each(pages)("no line of %s is longer than a narrow terminal where it can be wrapped", (_, page) => {
  for (const { blocks } of page.sections) {
    for (const block of blocks.filter(({ kind }) => kind === "text" || kind === "list")) {
      const section = { name: "what", title: "", blocks: [block] } as const;
      const lines = explainText({ ...page, sections: [section], references: [] }, plain(40)).split("\n");
      expect(lines.filter((line) => cellWidth(line) > 40 && line.trim().includes(" "))).toEqual([]);
    }
  }
});

function size(block: Block): number {
  switch (block.kind) {
    case "text":
      return block.text.length;
    case "list":
      return block.items.length;
    case "steps":
      return block.steps.length;
    case "code":
      return block.code.length;
  }
}
