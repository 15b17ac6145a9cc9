import type { Exposure } from "../../detectors/detector.ts";
import { detectors } from "../../detectors/index.ts";
import { cellWidth } from "../../src/report/cells.ts";
import { renderText } from "../../src/report/finding/text.ts";
import { posix, powershell } from "../../src/report/shell/shell.ts";
import { makeStyle } from "../../src/report/style.ts";
import { COMMIT, finding, OLDER, scene, verdict } from "./samples.ts";

const EXPOSURES: readonly Exposure[] = ["staged", "local", "published", "disk"];
const AWS = { account: "123456789012", region: "eu-central-1" };
const ANYPOINT = {
  host: "eu1.anypoint.mulesoft.com",
  organization: "01234567-89ab-cdef-0123-456789abcdef",
};

/** Text of one finding with everything known about it, also on the lines `alsoAt`. */
function text(id: string, exposure: Exposure, shell = posix, alsoAt: readonly number[] = []): string {
  const detector = detectors.find((detector) => detector.id === id) as (typeof detectors)[number];
  const { family, title, kind, severity } = detector;
  const isId = family === "anypoint" ? "0123456789abcdef".repeat(2) : undefined;
  const known = finding({
    detector: id,
    family,
    title,
    kind,
    severity,
    exposure,
    evidence: family === "anypoint" ? ANYPOINT : AWS,
    ...(isId !== undefined && { identifier: isId }),
    commit: exposure === "local" || exposure === "published" ? OLDER : null,
    path: "some folder/of $some depth/it's mail.env",
  });
  const remotes = exposure === "published" ? ["origin/main"] : [];
  const change = { scene: scene(COMMIT, { [OLDER]: { remotes } }), push: { remote: "origin" } };
  return renderText(
    verdict([known, ...alsoAt.map((line) => ({ ...known, line }))], change),
    makeStyle({ width: 80, unicode: true, color: false, shell }),
  );
}

describe.each(detectors.map(({ id }) => id))("%s", (id) => {
  test.each(EXPOSURES)("%s: at most 12 lines below the picture, none wider than 80", (exposure) => {
    const shells = [posix, powershell({ isWindows: true })];
    for (const [shell, alsoAt] of shells.flatMap((shell) => [[], [7]].map((at) => [shell, at] as const))) {
      const lines = text(id, exposure, shell, alsoAt).split("\n");
      const from = lines.findIndex((line) => line.includes("╰────"));
      const block = lines.slice(from + 1, lines.indexOf("", from));
      expect(block.length).toBeLessThanOrEqual(12);
      expect(lines.filter((line) => cellWidth(line) > 80)).toEqual([]);
      // What it can do is one line, and so is how far it got.
      for (const label of ["why", "out", "see"])
        expect(block.filter((line) => line.startsWith(`  ${label}: `))).toHaveLength(1);
      const next = (label: string) => block[block.findIndex((line) => line.startsWith(`  ${label}: `)) + 1];
      expect(next("why")).toMatch(/^ {2}out: /);
      expect(next("out")).toMatch(/^ {2}fix: /);
    }
  });

  test("what is out is contained before anything is repaired in git; what is not leaves git first", () => {
    const order = (exposure: Exposure) =>
      text(id, exposure).indexOf("git ") > -1 && /fix: 1\. .*\n? *git /.test(text(id, exposure));
    expect(order("staged")).toBe(true);
    expect(order("published")).toBe(false);
  });
});
