import * as v from "valibot";
import { KeylatchError } from "../errors.ts";
import type { Snapshot } from "../git/snapshot.ts";
import { parseStrictJson } from "../json.ts";
import { nearest } from "./nearest.ts";
import { type Config, ConfigSchema } from "./schema.ts";

/** Where the configuration is, from the top. */
export const configPath = ".keylatch/config.json";

/** What holds where there is no configuration. */
export const defaultConfig: Config = v.parse(ConfigSchema, {});

/**
 * Reads the configuration as it is in a snapshot; defaults when there is none.
 * @throws {KeylatchError} `bad-config`, one sentence that names the key
 */
export async function loadConfig(snapshot: Snapshot): Promise<Config> {
  const bytes = await snapshot.read(configPath);
  if (bytes === null) return defaultConfig;
  const value = parseStrictJson(bytes, configPath, "bad-config");
  // valibot takes a list for an object without keys.
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
 * The configuration that a change is judged by: that of its base. Where nobody can read that one it is the defaults, or no
 * change could repair it, and not what the change makes of it, which would judge itself.
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

/** valibot's names of types for people: `Array`, `("refuse" | "allow")`. */
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

/** What is needed of valibot's schemas to walk them by name. */
interface Walkable {
  readonly entries?: Readonly<Record<string, Walkable>>;
  readonly wrapped?: Walkable;
}

/** Names of the settings below `keys`. */
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
