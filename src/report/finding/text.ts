import type { Occasion, Verdict } from "../../finding.ts";
import { type Group, groupFindings } from "../group.ts";
import { paragraphs } from "../paragraphs.ts";
import type { Style } from "../style.ts";
import { number } from "../words.ts";
import { wrap } from "../wrap.ts";
import { fullBlock, oneLine, shortBlock } from "./block.ts";
import { closing } from "./closing.ts";
import { notices } from "./notices.ts";

/** Up to so many blocks are drawn in full; if there are more, only the first two, so that the decision stays in sight. */
const MOST_BLOCKS = 4;
const FIRST_BLOCKS = 2;
const MOST_ONE_LINERS = 20;
/** Lines of text below the picture of one finding: alone, and among others. */
const ROOM = 12;
const ROOM_AMONG_MANY = 9;

/**
 * The report for people: each finding with its steps, then what was not searched, and the decision last, right above the
 * prompt. Empty if a hook has nothing to report, otherwise it ends with a newline.
 */
export function renderText(verdict: Verdict, style: Style): string {
  const groups = inOrderOfRepair(groupFindings(verdict.findings), verdict);
  const shown = groups.length > MOST_BLOCKS ? FIRST_BLOCKS : groups.length;
  const room = shown > 2 ? ROOM_AMONG_MANY : ROOM;
  const blocks = groups
    .slice(0, shown)
    .map((group) =>
      group.status === "blocking"
        ? fullBlock(group, verdict, room, style)
        : shortBlock(group, verdict, style),
    );
  return paragraphs([
    ...blocks,
    others(groups.slice(shown), verdict, style),
    notices(verdict, style),
    closing(groups, verdict, style),
  ]);
}

/**
 * Puts secrets in newer local commits before those in older ones: fixing one rewrites its commit and all newer ones, so that
 * the steps for an older one stay valid.
 */
function inOrderOfRepair(groups: readonly Group[], { scene }: Verdict): readonly Group[] {
  const newestFirst = [...(scene?.commits.keys() ?? [])];
  const isLocal = ({ status, head }: Group) => status === "blocking" && head.exposure === "local";
  const oldest = ({ findings }: Group) =>
    Math.max(...findings.map(({ commit }) => newestFirst.indexOf(commit ?? "")));
  const local = groups.filter(isLocal).sort((a, b) => oldest(a) - oldest(b));
  return groups.map((group) => (isLocal(group) ? (local.shift() as Group) : group));
}

function others(groups: readonly Group[], verdict: Verdict, style: Style): string[] {
  const lines = groups.slice(0, MOST_ONE_LINERS).flatMap((group) => oneLine(group, style));
  const rest = groups.length - MOST_ONE_LINERS;
  if (rest <= 0) return lines;
  return [
    ...lines,
    ...wrap(`and ${number(rest)} more; all of them:`, style.width),
    `  ${style.colors.cyan(`${style.program} scan ${AGAIN[verdict.occasion]}--format json`)}`,
  ];
}

/** Options of the command that lists everything. */
const AGAIN: Readonly<Record<Occasion, string>> = {
  commit: "--staged ",
  push: "--range '@{upstream}..HEAD' ",
  scan: "",
  range: "--range A..B ",
  history: "--all-history ",
  image: "--image IMAGE ",
  stdin: "--stdin ",
};
