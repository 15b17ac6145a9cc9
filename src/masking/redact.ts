import { assignments } from "../../detectors/assignments.ts";
import type { Match, Span } from "../../detectors/detector.ts";
import { isPlatformName } from "../../detectors/placeholder.ts";
import { plainView } from "../../detectors/view.ts";
import type { ExcerptLine } from "../finding.ts";
import type { RawLine, Sighting } from "../search/searchText.ts";
import { maskLogins } from "./maskLogins.ts";
import { Needles } from "./needles.ts";
import { SecretParts } from "./secretParts.ts";

/** Shown instead of a secret; says nothing about its length. */
export const MASK = "**…";

/** Placeholder for the secret while the rest of its line is masked. */
const HERE = "\uE000SECRET\uE000";

/** Long random-looking runs are masked on every shown line: it may hold a secret of a vendor that no detector knows. */
const RANDOM = /[A-Za-z0-9+/_-]{20,}={0,2}/g;
/** Access key ids look random, but are no secret. */
const IDENTIFIER = /^(?:AKIA|ASIA)[A-Z2-7]{16}$/;

/** In `keylatch:allow REASON`, what precedes the colon is not the name of a secret. */
const OUR_NAME = "keylatch";

/** Masks secrets. The only code that both knows a secret and makes text. */
export class Redactor {
  readonly #secrets: Needles;
  readonly #inPaths: Needles;
  /** Parts of random secrets only: a part of a chosen password may be an ordinary word. */
  readonly #parts: SecretParts;
  readonly #identifiers = new Set<string>();

  /**
   * @param sightings everything found in this run, wherever
   * @param isReal whether a match is confirmed: others are masked in lines, but not in paths, as in `mailer/src/aws/V2`
   */
  constructor(sightings: Iterable<Sighting>, isReal: (match: Match) => boolean = () => true) {
    const real = new Set<string>();
    const [secrets, generated] = [new Set<string>(), new Set<string>()];
    for (const { match, source } of sightings) {
      for (const shown of [match.identifier, match.evidence.organization])
        if (shown !== undefined) this.#identifiers.add(shown);
      if (match.detector.kind === "identifier") continue;
      for (const text of [match.value, source]) {
        secrets.add(text);
        if (isReal(match)) real.add(text);
      }
      if (match.detector.kind === "generated" && isReal(match)) generated.add(match.value);
    }
    this.#secrets = new Needles(secrets);
    this.#inPaths = new Needles([...real].filter((secret) => !isPlatformName(secret)));
    this.#parts = new SecretParts(generated);
  }

  /** Masks every secret of this run in a text, and parts of random ones. */
  mask(text: string): string {
    return this.#parts.replacedIn(maskEach(this.#secrets.in(text), text), MASK);
  }

  /** The same for a path, which has to stay usable if a key is just `mulesoft`. */
  maskPath(path: string): string {
    return this.#parts.replacedIn(maskEach(this.#inPaths.in(path), path), MASK);
  }

  holdsSecret(text: string): boolean {
    return this.#secrets.in(text).length > 0 || this.holdsPart(text);
  }

  /** Whether a text contains a part of a random secret. Chosen secrets do not count: one may be an ordinary word or name. */
  holdsPart(text: string): boolean {
    return this.#parts.areIn(text);
  }

  /** The lines around a sighting, with this and every other secret on them masked. */
  excerpt(sighting: Sighting): ExcerptLine[] {
    return sighting.lines.map((line) => {
      const part = partOn(line, sighting);
      if (part === null) return { number: line.number, text: this.maskLine(line.text) };
      const shown =
        sighting.match.detector.kind === "identifier" && sighting.match.encodings.length === 0
          ? line.text.slice(part.start, part.end)
          : MASK;
      const [before, behind] = this.#maskAround(line.text.slice(0, part.start), line.text.slice(part.end));
      const after = shown === MASK ? behind.slice(restOf(behind, line.text[part.start - 1])) : behind;
      return {
        number: line.number,
        text: before + shown + after,
        mark: { start: before.length, end: before.length + shown.length },
      };
    });
  }

  /** Masks the text before and after a secret, read as one line so that the name before it is not taken for a secret. */
  #maskAround(before: string, after: string): [string, string] {
    const [one, two, more] = this.maskLine(before + HERE + after).split(HERE);
    const isClear = one !== undefined && two !== undefined && more === undefined;
    return isClear ? [one, two] : [this.maskLine(before), this.maskLine(after)];
  }

  /** Masks every secret of this run, and everything else that looks like one, in a line or a part of one. */
  maskLine(text: string): string {
    let masked = maskLogins(this.mask(text), MASK);
    for (const { span, value, key } of [...assignments(plainView(masked))].reverse()) {
      if (key === OUR_NAME && value === "allow") continue;
      if (value === HERE || value.includes(MASK) || this.#isIdentifier(value) || !isNamedSecret(value))
        continue;
      masked = masked.slice(0, span.start) + MASK + masked.slice(span.end);
    }
    return masked.replace(RANDOM, (run) => (this.#isIdentifier(run) || isWords(run) ? run : MASK));
  }

  /** Identifiers are shown in full: the commands that repair a leak need them. */
  #isIdentifier(run: string): boolean {
    return IDENTIFIER.test(run) || this.#identifiers.has(run);
  }
}

/** Finds a key that equals the platform's name, but not in a host name: masking `eu1.anypoint.mulesoft.com` would reveal it and break the address. */
function platformName(secret: string): RegExp {
  return new RegExp(`(?<![A-Za-z0-9._-])${secret}(?![A-Za-z0-9_-]|\\.[A-Za-z])`, "g");
}

function wholeWord(secret: string): RegExp {
  const literal = secret.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`(?<![A-Za-z0-9])${literal}(?![A-Za-z0-9])`, "g");
}

/** Whether a run is made of words, as a path or an identifier is: `src/mailer/send-2024`, `connectedAppClientSecret`. */
function isWords(run: string): boolean {
  return run.split(/[/_=+-]/).every((piece) => {
    if (piece.length >= 20) return /^[A-Za-z][a-z]{2,14}(?:[A-Z][a-z]{2,14})+$/.test(piece);
    // Random text switches between letters and digits more often than words do.
    const words = piece.match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+/g) ?? [];
    return words.length <= 2 + piece.length / 4 && !/\d[A-Za-z]+\d/.test(piece);
  });
}

/** Whether the value of a name such as `password` may be a secret: not a reference, a placeholder, a constant, or code that reads it. */
function isNamedSecret(value: string): boolean {
  return !/^(?:\$\{.*|<.*|true|false|null|\d{1,4}|process\.env\.[A-Z]\w*|(?:(?:os\.)?(?:getenv|environ\.get)|env|ENV\.fetch)\()$/.test(
    value,
  );
}

/** How a value may continue, by the quote before it: up to its end, but not into another assignment. */
const REST = {
  bare: /^(?![^\s<"'`;,&|()]*[=:])[^\s<"'`;,&|()]*/,
  '"': /^[^"\\]*/,
  "'": /^[^'\\]*/,
  "`": /^[^`\\]*/,
};
const HOST = /@[\w-]+\.[\w.-]+/;

/** UTF-16 units after a match that may still belong to the secret, if the match is too short: these are masked as well. */
function restOf(behind: string, before: string | undefined): number {
  const [rest = ""] = (REST[before as keyof typeof REST] ?? REST.bare).exec(behind) ?? [];
  const host = rest.search(HOST);
  return host === -1 ? rest.length : host;
}

/** The part of a line that the sighting covers, in offsets of `line.text`. */
function partOn(line: RawLine, sighting: Sighting): Span | null {
  if (line.number < sighting.line || line.number > sighting.endLine) return null;
  const start = line.number === sighting.line ? sighting.column - 1 - line.offset : 0;
  const end = line.number === sighting.endLine ? sighting.endColumn - 1 - line.offset : line.text.length;
  return end > start ? { start, end: Math.min(end, line.text.length) } : null;
}

/** @param secrets the longest first */
function maskEach(secrets: readonly string[], text: string): string {
  return secrets.reduce((masked, secret) => {
    if (isPlatformName(secret)) return masked.replace(platformName(secret), MASK);
    // A short password may be part of an ordinary word: there it gives nothing away.
    return secret.length < 8 ? masked.replace(wholeWord(secret), MASK) : masked.replaceAll(secret, MASK);
  }, text);
}
