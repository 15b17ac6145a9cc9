/** A member of an object in JSON text, with offsets of the key, of the value, and after the value. */
interface Member {
  readonly key: string;
  readonly start: number;
  readonly value: number;
  readonly end: number;
}

interface ObjectText {
  readonly members: readonly Member[];
  /** Offset of the closing brace. */
  readonly close: number;
}

const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/**
 * Sets `parent.key` to a string in the text of a JSON object and leaves every other byte alone: JSON.stringify would
 * reformat the whole file.
 * @param sorted inserts a new key before the first greater one instead of at the end
 */
export function setMember(text: string, parent: string, key: string, value: string, sorted = false): string {
  const outer = objectAt(text, text.indexOf("{"));
  const gap = gapOf(text, outer) ?? "\n  ";
  const innerGap = gap.includes("\n") ? gap + gap.slice(gap.lastIndexOf("\n") + 1) : gap;
  const colon = gap === "" ? ":" : ": ";
  const member = `${JSON.stringify(key)}${colon}${JSON.stringify(value)}`;

  const holder = named(outer, parent);
  if (holder === undefined) {
    const object = `${JSON.stringify(parent)}${colon}{${innerGap}${member}${gap}}`;
    return inserted(text, outer, object, gap, gap.replace(/[ \t]+$/, ""), undefined);
  }
  const inner = objectAt(text, holder.value);
  const old = named(inner, key);
  if (old !== undefined) return text.slice(0, old.value) + JSON.stringify(value) + text.slice(old.end);
  const next = sorted ? inner.members.find((sibling) => sibling.key > key) : undefined;
  return inserted(text, inner, member, gapOf(text, inner) ?? innerGap, gap, next);
}

function inserted(
  text: string,
  object: ObjectText,
  member: string,
  gap: string,
  closingGap: string,
  next: Member | undefined,
): string {
  const last = object.members.at(-1);
  if (next !== undefined) return `${text.slice(0, next.start)}${member},${gap}${text.slice(next.start)}`;
  if (last !== undefined) return `${text.slice(0, last.end)},${gap}${member}${text.slice(last.end)}`;
  return `${text.slice(0, object.close).trimEnd()}${gap}${member}${closingGap}${text.slice(object.close)}`;
}

/** Finds a member; the last of several counts, as for JSON.parse. */
function named(object: ObjectText, key: string): Member | undefined {
  return object.members.findLast((member) => member.key === key);
}

/** White space before the last key, to be used for a new one as well. */
function gapOf(text: string, object: ObjectText): string | undefined {
  const last = object.members.at(-1);
  return last && /\s*$/.exec(text.slice(0, last.start))?.[0];
}

/** Reads the members of the object whose brace is at `open`. @param text valid JSON */
function objectAt(text: string, open: number): ObjectText {
  const members: Member[] = [];
  let member: { key: string; start: number; value: number } | undefined;
  let depth = 0;
  let end = open;
  const tokens = new RegExp(TOKEN);
  tokens.lastIndex = open;
  for (const { 0: token, index } of text.matchAll(tokens)) {
    if (depth === 1 && (token === "," || token === "}")) {
      if (member !== undefined) members.push({ ...member, end });
      member = undefined;
    } else if (depth === 1 && token !== ":") {
      if (member === undefined) member = { key: JSON.parse(token), start: index, value: -1 };
      else if (member.value === -1) member.value = index;
    }
    if (token === "{" || token === "[") depth++;
    if (token === "}" || token === "]") depth--;
    if (depth === 0) return { members, close: index };
    end = index + token.length;
  }
  throw new Error("not the text of a JSON object");
}
