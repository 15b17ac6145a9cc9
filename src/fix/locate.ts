import type { JudgedFinding } from "../finding.ts";
import type { Change } from "../git/changes.ts";
import { wholeOf } from "../git/objects.ts";
import type { Repo } from "../git/repo.ts";
import { MASK } from "../masking/redact.ts";
import { placeName } from "../report/place.ts";
import { search } from "../search/search.ts";
import { namedBlobs } from "../sources/namedBlobs.ts";
import type { Reason, Secret, Spot } from "./edit.ts";
import { LARGEST, TextFile } from "./textFile.ts";

/** A blocking finding with its secret. Never print or store it. */
export interface Located {
  readonly finding: JudgedFinding;
  readonly secret: Secret;
}

/** A secret that can be taken out of its file. */
export interface Movable extends Located {
  readonly file: FoundFile;
  readonly spot: Spot;
}

/** A staged file with the secrets that block in it. */
export interface FoundFile {
  readonly path: string;
  readonly mode: string;
  readonly oid: string;
  readonly bytes: Buffer;
  readonly file: TextFile;
  readonly secrets: readonly Located[];
}

/** A finding that is left to the person, and why. */
export interface Left {
  readonly finding: JudgedFinding;
  readonly reason: Reason;
}

/** Finds the secrets again in the index: a finding does not contain its secret. */
export async function locate(
  repo: Repo,
  change: Change,
  findings: readonly JudgedFinding[],
): Promise<{ readonly files: FoundFile[]; readonly left: Left[] }> {
  const staged = new Map(change.paths.map((entry) => [entry.path, entry]));
  const left: Left[] = [];
  const byPath = new Map<string, JudgedFinding[]>();
  for (const finding of findings) {
    const reason = unreachable(finding.path, staged.get(finding.path)?.mode);
    if (reason === null) byPath.set(finding.path, [...(byPath.get(finding.path) ?? []), finding]);
    else left.push({ finding, reason });
  }
  const files: FoundFile[] = [];
  const entries = change.paths.filter(({ path }) => byPath.has(path));
  for await (const { blob, pieces } of namedBlobs(repo, entries)) {
    const { path, mode, oid } = blob;
    const bytes = await wholeOf(pieces);
    const own = byPath.get(path) as JudgedFinding[];
    if (bytes.length > LARGEST) {
      left.push(...own.map((finding) => ({ finding, reason: "too-large" as const })));
      continue;
    }
    const file = new TextFile(bytes);
    const found = await secretsOf(bytes, path, own);
    left.push(...found.left);
    files.push({ path, mode, oid, bytes, file, secrets: found.secrets });
  }
  return { files, left };
}

/** Why the path of a finding cannot be changed, `null` if it can. @param mode undefined if it is not staged */
function unreachable(path: string, mode: string | undefined): Reason | null {
  if (mode === undefined) return placeName(path) === null && !path.includes(MASK) ? "odd-name" : "file-name";
  if (mode === "120000") return "symlink";
  // Bytes that are not UTF-8 are shown like this, so the path cannot be passed to git.
  return /\\x[0-9a-f]{2}/.test(path) ? "odd-name" : null;
}

/** Finds the secrets in one file. `left` are findings that cannot be found again in this file alone. */
async function secretsOf(
  bytes: Buffer,
  path: string,
  findings: readonly JudgedFinding[],
): Promise<{ readonly secrets: Located[]; readonly left: Left[] }> {
  const sightings = await search([bytes], path);
  const secrets: Located[] = [];
  const left: Left[] = [];
  for (const finding of findings) {
    const found = sightings.find(
      ({ match, line, column }) =>
        match.detector.id === finding.detector && line === finding.line && column === finding.column,
    );
    if (found === undefined) {
      left.push({ finding, reason: "unsure" });
      continue;
    }
    const { span, value, encodings, detector } = found.match;
    secrets.push({
      finding,
      secret: { ...span, value, encodings, isIdentifier: detector.kind === "identifier" },
    });
  }
  return { secrets, left };
}
