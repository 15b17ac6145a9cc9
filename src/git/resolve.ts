import { KeylatchError } from "../errors.ts";
import type { ObjectType } from "./objects.ts";
import type { Repo } from "./repo.ts";
import { git, gitTextIfAny } from "./run.ts";

/** The type of each object, `null` for a missing one, in order. */
export async function objectTypes(repo: Repo, oids: readonly string[]): Promise<(ObjectType | null)[]> {
  return (await checked(repo, oids, "%(objecttype)")) as (ObjectType | null)[];
}

/** The oid that each name resolves to (`<oid>^{commit}`, `<oid>:<path>`), `null` if to nothing, in order. */
export async function oidsOf(repo: Repo, names: readonly string[]): Promise<(string | null)[]> {
  const isLine = (name: string) => !name.includes("\n");
  const oids = (await checked(repo, names.filter(isLine), "%(objectname)")).values();
  const found: (string | null)[] = [];
  for (const name of names) found.push(isLine(name) ? (oids.next().value ?? null) : await oidOf(repo, name));
  return found;
}

/** For a name with a newline: `cat-file` reads one name per line. */
function oidOf(repo: Repo, name: string): Promise<string | null> {
  return gitTextIfAny(repo, ["rev-parse", "--verify", "--quiet", "--end-of-options", name], [1, 128]);
}

/** One line of `cat-file --batch-check` per name, `null` for a missing one. */
async function checked(repo: Repo, names: readonly string[], format: string): Promise<(string | null)[]> {
  if (names.length === 0) return [];
  const { stdout } = await git(repo, ["cat-file", `--batch-check=${format}`, "--buffer"], {
    input: `${names.join("\n")}\n`,
  });
  const lines = stdout.toString("utf8").trimEnd().split("\n");
  if (lines.length !== names.length)
    throw new KeylatchError("git-output", "git cat-file answered for fewer objects than it was asked for");
  return lines.map((line) => (/ (?:missing|ambiguous)$/.test(line) ? null : line));
}
