import type { Assignment } from "../assignedValue.ts";
import { assignments } from "../assignments.ts";
import { cheapest } from "../cheapest.ts";
import type { FoundEvidence, Span, View } from "../detector.ts";
import { countShared, distinctiveWords } from "../distinctiveWords.ts";
import { enclosingBlocks } from "../enclosingBlocks.ts";
import { entropy } from "../entropy.ts";
import { firstIndex } from "../firstIndex.ts";
import { isMadeUp } from "../madeUp.ts";
import { around, GLUED, lineBefore, lineOf } from "../pattern.ts";
import { perView } from "../view.ts";
import { isPublishedId } from "./published.ts";
import { REGIONS } from "./smtpDerivation.ts";

/** Characters on either side of a secret that are searched for its id, host and user. */
const REACH = 2048;

/**
 * `AKIA` (long-term) or `ASIA` (temporary) and 16 characters of base32, not inside a longer word; but curl takes `-uAKIA…`.
 * Ids of users and roles, such as `AIDA…` and `AROA…`, are no credentials.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
 */
const KEY_ID = new RegExp(
  `(?:AKIA|ASIA)[A-Z2-7]{16}(?![A-Za-z0-9])(?<=(?:^|[^A-Za-z0-9]|${GLUED}).{20})`,
  "gm",
);

/** A key id and its place; `real` is false for documented and made-up ones. */
export interface KeyId extends Span {
  readonly id: string;
  readonly real: boolean;
}

/** All key ids of a view, in order. */
export const keyIds: (view: View) => readonly KeyId[] = perView((view) =>
  Array.from(view.text.matchAll(KEY_ID), ({ 0: id, index }) => ({
    id,
    start: index,
    end: index + id.length,
    real: !isPublishedId(id) && !isMadeUp(id.slice(4)) && entropy(id.slice(4)) >= 2.5,
  })),
);

/** Key ids at most `reach` characters from a span. */
export function keyIdsWithin(view: View, span: Span, reach: number): readonly KeyId[] {
  const ids = keyIds(view);
  const from = firstIndex(ids.length, (index) => (ids[index] as Span).end > span.start - reach);
  let to = from;
  while (to < ids.length && (ids[to] as KeyId).start <= span.end + reach) to++;
  return ids.slice(from, to);
}

/**
 * The key id that a secret belongs to: one whose name shares words with the secret's, else one in the same block, else the
 * nearest, where ids on the same line, in the same paragraph and before the secret count as nearer.
 */
export function keyIdOf(view: View, secret: Span, prefix: "AKIA" | "A" = "A"): string | undefined {
  const ids = keyIdsWithin(view, secret, REACH).filter(({ id, real }) => real && id.startsWith(prefix));
  if (ids.length < 2) return ids[0]?.id;
  const own = surroundings(view, secret.start);
  return cheapest(ids, ({ start, end }) => {
    const between =
      end <= secret.start ? view.text.slice(end, secret.start) : view.text.slice(secret.end, start);
    return (
      between.length +
      (between.includes("\n") ? REACH : 0) +
      (SEPARATOR.test(between) ? REACH : 0) +
      (start > secret.start ? 100 : 0) +
      (between.includes("\n") && surroundings(view, start).block !== own.block ? FAR : 0) -
      FAR * countShared(own.name, surroundings(view, start).name)
    );
  })?.id;
}

/** What separates two credentials: an empty line, the head of a section, the next item of a list, the end of an object or a call. */
const SEPARATOR = /\n[ \t]*(?:\r?\n|[[}]|- )|[}\]]|\);/;

/** More than any distance. */
const FAR = 10 * REACH;

interface Surroundings {
  /** The distinctive words of the value's name. */
  readonly name: ReadonlySet<string>;
  /** The names of the blocks around the line. */
  readonly block: string;
}

const known = perView(() => new Map<number, Surroundings>());

/** The name and the blocks of the value at a place; computed once. */
function surroundings(view: View, at: number): Surroundings {
  const { text } = view;
  let found = known(view).get(at);
  if (found === undefined) {
    const line = lineBefore(text, at, 60);
    found = { name: distinctiveWords(text, at), block: enclosingBlocks(text, at - line.trimStart().length) };
    known(view).set(at, found);
  }
  return found;
}

/**
 * SMTP endpoints of SES; group 1 is the region. `SES-EU-WEST-1` is a nodemailer service name.
 * @see https://docs.aws.amazon.com/general/latest/gr/ses.html
 */
const HOST =
  /email-smtp(?:-fips)?\.([a-z0-9-]{8,20})\.(?:vpce\.)?(?:amazonaws\.|api\.aws)|\bSES-([A-Z]{2}(?:-[A-Z]+){1,2}-\d)\b/gi;

const IAM_USER = /\bses-smtp-user\.[\w.-]{1,40}\w/g;

const REGION = new RegExp(String.raw`(?<![a-z0-9-])(?:${REGIONS.join("|")})(?![0-9-])`, "g");

/** Whether an SES SMTP host, or an IAM user as the SES console names them, is near a span. */
export function sesNear(view: View, span: Span): boolean {
  const text = around(view.text, span, REACH);
  return text.search(HOST) !== -1 || text.search(IAM_USER) !== -1;
}

/** The region and IAM user that the text around a secret mentions. */
export function evidenceNear(view: View, span: Span): FoundEvidence {
  const text = around(view.text, span, REACH);
  const middle = Math.min(span.start, REACH);
  const nearest = (pattern: RegExp) =>
    cheapest(text.matchAll(pattern), ({ index }) => Math.abs(index - middle));
  const host = nearest(HOST);
  const region = (host?.[1] ?? host?.[2])?.toLowerCase() ?? nearest(REGION)?.[0];
  return { region, user: nearest(IAM_USER)?.[0] };
}

const inOrder = perView((view) => [...assignments(view)].sort((a, b) => a.span.start - b.span.start));

/** The assignment whose value contains a span. */
export function assignmentOf(view: View, span: Span): Assignment | undefined {
  const all = inOrder(view);
  // Few values overlap: only the last few that start before the span are candidates.
  const behind = firstIndex(all.length, (index) => (all[index] as Assignment).span.start > span.start);
  return all.slice(Math.max(0, behind - 4), behind).findLast((assignment) => assignment.span.end >= span.end);
}

/** Whether the line of a span mentions mail, SMTP or SES. */
export function mailOnLine(view: View, span: Span): boolean {
  return /smtp|mail|(?<![a-z])ses(?![a-z])/i.test(lineOf(view.text, span));
}
