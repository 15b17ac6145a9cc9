import { parseJson } from "../json.ts";
import { setMember } from "./jsonText.ts";
import type { Project } from "./project.ts";

/** The version of husky that the hook files are written for. */
const HUSKY = "^9.1.7";

/** The wanted package.json, and what changes in it. */
export interface ManifestEdit {
  readonly text: string;
  readonly addsHusky: boolean;
  /** Whether the script also runs for those who install the package from a registry. */
  readonly isForAll: boolean;
}

/**
 * Adds husky to `devDependencies` and to the script that runs after installing, and leaves every other byte alone.
 * @returns `null` if nothing has to change
 * @throws {KeylatchError} `bad-package-json`
 */
export function editManifest(project: Project): ManifestEdit | null {
  if (project.manifest === null) return null;
  const before = project.manifest.toString("utf8");
  const content = parseJson(
    project.manifest,
    `${project.inside}/package.json`,
    "bad-package-json",
  ) as Manifest;
  const addsHusky = content.devDependencies?.husky === undefined && content.dependencies?.husky === undefined;
  let text = before;
  if (addsHusky) text = setMember(text, "devDependencies", "husky", HUSKY, true);
  const { installScript } = project;
  const script = content.scripts?.[installScript];
  if (!/\bhusky\b/.test(script ?? "")) {
    const command = project.inside === "" ? "husky" : `cd ${upTo(project.inside)} && husky`;
    const kept = script === undefined || script.trim() === "" ? "" : `${script} && `;
    text = setMember(text, "scripts", installScript, kept + command);
  }
  if (text === before) return null;
  return { text, addsHusky, isForAll: installScript === "postinstall" && content.private !== true };
}

interface Manifest {
  readonly private?: unknown;
  readonly scripts?: Readonly<Record<string, string | undefined>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** The way up from a folder: `../..` for `packages/a`. */
function upTo(inside: string): string {
  return inside.replace(/[^/]+/g, "..");
}
