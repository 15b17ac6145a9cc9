import { wideEncoding } from "../../detectors/textOf.ts";
import { type Repo, workTree } from "../git/repo.ts";
import { addition, parseDotenv } from "./dotenv.ts";
import type { Reason } from "./edit.ts";
import { type WorkFile, workFile } from "./workFile.ts";

/** The file that values move to, relative to the top. */
export const ENV = ".env";

/** The current `.env` file. */
export interface EnvFile {
  readonly before: WorkFile | null;
  readonly text: string;
  readonly variables: ReadonlyMap<string, string>;
}

/** Reads `.env`. @returns a reason if it cannot be used: it is in git, not a plain file, not writable, or in UTF-16 */
export async function readEnvFile(repo: Repo, tracked: ReadonlySet<string>): Promise<EnvFile | Reason> {
  if (tracked.has(ENV)) return "env-tracked";
  const before = await workFile(workTree(repo), ENV);
  if (typeof before === "string") return "env-unusable";
  if (before === null) return { before, text: "", variables: new Map() };
  if (wideEncoding(before.bytes) !== null) return "env-unusable";
  const text = before.bytes.toString("utf8");
  return { before, text, variables: parseDotenv(text.replace(/^\ufeff/, "")) };
}

/** The bytes of the file with more variables. */
export function withVariables({ before, text }: EnvFile, added: ReadonlyMap<string, string>): Buffer {
  return Buffer.concat([before?.bytes ?? Buffer.alloc(0), Buffer.from(addition(text, added))]);
}
