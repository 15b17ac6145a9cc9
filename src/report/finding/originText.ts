import type { Origin } from "../../finding.ts";
import { placeName } from "../place.ts";

/**
 * The author of a commit, and what the hook on this machine knows about it.
 * @param path of the finding: the hook runs before there is a message, so it says nothing about one
 */
export function originText({ author, hook }: Origin, path: string): string {
  const who = author.email === "" ? author.name : `${author.name} <${author.email}>`;
  const isUnseen = hook.result === "passed" && placeName(path)?.startsWith("commit ");
  return `${who}; ${hookText(hook)}${isUnseen ? ", which sees files only" : ""}`;
}

function hookText({ result, time, made, sameChange }: Origin["hook"]): string {
  const day = time === null ? "" : ` on ${time.slice(0, 10)}`;
  switch (result) {
    case "passed":
      return `it passed the hook here${day}`;
    case "overridden":
      return `the hook here let it through by an override${day}`;
    case "blocked":
      return `the hook here blocked it${day}, and it was committed around the hook`;
    case "none":
      return noneText(made) + (sameChange === null ? "" : `; ${SAME_CHANGE[sameChange]}`);
  }
}

const SAME_CHANGE = {
  passed: "the same change passed the hook here on top of another commit",
  overridden: "the same change was let through by an override here on top of another commit",
  blocked: "the same change was blocked by the hook here on top of another commit",
} as const;

function noneText(made: Origin["hook"]["made"]): string {
  switch (made) {
    case null:
      return "it never went through the hook on this machine, or was made on another";
    case "commit":
    case "amend":
      return "it was committed here and never went through the hook in this form (--no-verify, HUSKY=0, no hook, or changed after the hook)";
    default:
      return `it never went through the hook: git ${made} made it here, and runs no commit hook`;
  }
}
