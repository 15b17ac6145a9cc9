import { wideEncoding } from "../../detectors/textOf.ts";
import type { Repo } from "../git/repo.ts";
import { workTree } from "../git/repo.ts";
import { addition, parseDotenv } from "./dotenv.ts";
import type { Reason } from "./edit.ts";
import { type WorkFile, workFile } from "./workFile.ts";

/** Where values go, from the top. */
export const ENV = ".env";

/** The file that values go to, as it is. */
export interface EnvFile {
  readonly before: WorkFile | null;
  readonly text: string;
  readonly variables: ReadonlyMap<string, string>;
}

/** @returns why it cannot take values: it is in git, it is a link, it cannot be written */
export async function readEnvFile(repo: Repo, tracked: ReadonlySet<string>): Promise<EnvFile | Reason> {
  if (tracked.has(ENV)) return "env-tracked";
  const before = await workFile(workTree(repo), ENV);
  if (typeof before === "string") return "env-unusable";
  if (before === null) return { before, text: "", variables: new Map() };
  if (wideEncoding(before.bytes) !== null) return "env-unusable";
  const text = before.bytes.toString("utf8");
  return { before, text, variables: parseDotenv(text.replace(/^\ufeff/, "")) };
}

/** The file with more variables. */
export function withVariables({ before, text }: EnvFile, added: ReadonlyMap<string, string>): Buffer {
  return Buffer.concat([before?.bytes ?? Buffer.alloc(0), Buffer.from(addition(text, added))]);
}
