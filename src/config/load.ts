import * as v from "valibot";
import { KeylatchError } from "../errors.ts";
import type { Snapshot } from "../git/snapshot.ts";
import { parseStrictJson } from "../json.ts";
import { nearest } from "./nearest.ts";
import { type Config, ConfigSchema } from "./schema.ts";

/** Path of the configuration, from the top. */
export const configPath = ".keylatch/config.json";

/** The configuration of a repository without a file. */
export const defaultConfig: Config = v.parse(ConfigSchema, {});

/**
 * Reads the configuration in a snapshot; the defaults if there is none.
 * @throws {KeylatchError} `bad-config`, one sentence that names the key
 */
export async function loadConfig(snapshot: Snapshot): Promise<Config> {
  const bytes = await snapshot.read(configPath);
  if (bytes === null) return defaultConfig;
  const value = parseStrictJson(bytes, configPath, "bad-config");
  // valibot accepts an array as an object without keys.
  const result = v.safeParse(ConfigSchema, Array.isArray(value) ? null : value);
  if (!result.success) throw badConfig(result.issues[0]);
  const pattern = result.output.override.reasonPattern;
  if (pattern !== undefined && !isRegExp(pattern)) {
    throw new KeylatchError(
      "bad-config",
      `${configPath}: "override.reasonPattern" is not a regular expression`,
      { hint: 'Use JavaScript syntax, with backslashes doubled: "^[A-Z]+-\\\\d+".' },
    );
  }
  return result.output;
}

/**
 * The configuration that a change is judged by: that of its base, or the defaults if that is broken, so that a change can
 * repair it. The change's own configuration never counts: it would judge itself.
 */
export async function baseConfig(
  base: Snapshot,
): Promise<{ readonly config: Config; readonly isBroken: boolean }> {
  try {
    return { config: await loadConfig(base), isBroken: false };
  } catch (error) {
    if (!(error instanceof KeylatchError && error.code === "bad-config")) throw error;
    return { config: defaultConfig, isBroken: true };
  }
}

function badConfig(issue: v.BaseIssue<unknown>): KeylatchError {
  const keys = (issue.path ?? []).map((item) => String(item.key));
  const key = keys.join(".");
  if (issue.type === "strict_object" && issue.expected === "never") {
    const known = knownKeys(keys.slice(0, -1));
    const closest = nearest(keys.at(-1) as string, known);
    return new KeylatchError("bad-config", `${configPath}: "${key}" is not a setting`, {
      hint:
        closest === null
          ? `Known: ${known.join(", ")}.`
          : `Did you mean "${closest}"? Known: ${known.join(", ")}.`,
    });
  }
  const expected =
    issue.type === "non_empty"
      ? "it must not be empty"
      : issue.expected === null
        ? issue.message
        : `it must be ${inWords(issue.expected)}`;
  return new KeylatchError(
    "bad-config",
    `${configPath}: ${key === "" ? "the file" : `"${key}"`} is not valid: ${expected}`,
    {
      hint: "The README lists every setting; an editor shows them from the $schema line.",
    },
  );
}

/** Descriptions of valibot's type names. */
const TYPES: Readonly<Record<string, string>> = {
  Array: "a list",
  Object: "an object",
  boolean: "true or false",
  number: "a number",
  string: "a text in quotes",
};

function inWords(expected: string): string {
  return TYPES[expected] ?? expected.replace(/^\((.*)\)$/, "one of $1").replaceAll(" | ", ", ");
}

/** The properties of valibot's schemas that are needed to look up settings by name. */
interface Walkable {
  readonly entries?: Readonly<Record<string, Walkable>>;
  readonly wrapped?: Walkable;
}

/** Names of the settings inside of a setting. @param keys path of that setting */
function knownKeys(keys: readonly string[]): string[] {
  let schema: Walkable | undefined = ConfigSchema as Walkable;
  for (const key of keys) schema = schema?.entries?.[key]?.wrapped ?? schema?.entries?.[key];
  return Object.keys(schema?.entries ?? {});
}

function isRegExp(source: string): boolean {
  try {
    new RegExp(source, "u");
    return true;
  } catch {
    return false;
  }
}
