import { relative, resolve, sep } from "node:path";
import { inside } from "../inside.ts";
import type { Place, Refusal } from "./refusal.ts";
import type { SimpleCommand } from "./shell.ts";

/** Programs that delete or replace the files in their arguments. */
const SPOILERS =
  /^(?:rm|unlink|rmdir|mv|trash|shred|truncate|tee|cp|ln|install|dd|rsync|del|erase|rd|ri|move|copy|Remove-Item|Move-Item|Set-Content|Clear-Content|Out-File)$/i;

/** Reasons to refuse a command that deletes, replaces or disables hooks or keylatch's own files. */
export function spoiledPaths({ words, outputs }: SimpleCommand, place: Place): Refusal[] {
  const spoiled = [...outputs, ...touched(words)];
  return spoiled.flatMap((path) => pathRefusal(path, place) ?? []);
}

function touched(words: readonly string[]): readonly string[] {
  const at = words.findIndex(
    (word, index) =>
      SPOILERS.test(word.replace(/^.*\//, "")) &&
      (index === 0 || /^(?:sudo|command|xargs|env|nohup|exec|doas)$/.test(words[0] as string)),
  );
  const [first = "", ...rest] = words;
  if (at !== -1) {
    const named = words.slice(at + 1).map((word) => word.replace(/^of=/, ""));
    // The source of a copy is not changed.
    return /^(?:cp|ln|install|rsync|copy)$/.test(words[at] as string) ? named.slice(-1) : named;
  }
  if (/^(?:sed|perl|ruby)$/.test(first) && rest.some((word) => /^-\w*i|^--in-place/.test(word))) return rest;
  if (first === "find" && rest.some((word) => /^-(?:delete|exec|execdir)$/.test(word)))
    return rest.slice(0, 1);
  if (/^(?:chmod|chattr|icacls)$/.test(first) && !rest.some((word) => /\+x|^0?[75]/.test(word))) return rest;
  return [];
}

/** `git clean -x` deletes ignored files, including husky's own folder, without which no hook runs. */
export function cleanedHooks(args: readonly string[], { cwd, hookFolders }: Place): Refusal[] {
  const letters = args.filter((arg) => /^-[a-df-zA-Z]/.test(arg)).join("");
  if (!/x/i.test(letters) || letters.includes("n") || args.includes("--dry-run")) return [];
  if (args.some((arg, at) => /^(?:-e|--exclude)/.test(arg) && `${arg} ${args[at + 1]}`.includes(".husky")))
    return [];
  const named = args.filter((arg, at) => !arg.startsWith("-") && args[at - 1] !== "-e");
  const folders = (named.length === 0 ? ["."] : named).map((path) => resolve(cwd, path));
  const isGone = hookFolders.some(
    (hooks) => /[\\/]\.husky[\\/]_$/.test(hooks) && folders.some((folder) => inside(folder, hooks) !== null),
  );
  return isGone ? [{ kind: "hook-file", path: ".husky/_" }] : [];
}

/** A command that writes core.hooksPath into a git configuration file. */
export function movedHooks({ words, outputs, appends, input }: SimpleCommand): Refusal[] {
  const [first = "", ...rest] = words;
  const written = [...outputs, ...appends, ...(/^(?:tee|sed|perl)$/.test(first) ? rest : [])];
  const isSettings = written.some((path) =>
    /(?:^|\/)(?:\.git\/config(?:\.worktree)?|\.gitconfig)$/.test(path),
  );
  return isSettings && /hookspath/i.test(`${rest.join(" ")} ${input}`) ? [{ kind: "hooks-path" }] : [];
}

/** Why a path may not be deleted or replaced; `null` if it may. The refusal names only the protected part, because the rest may be a secret. */
export function pathRefusal(path: string, place: Place): Refusal | null {
  if (path.startsWith("-") || path === "") return null;
  const names = candidates(path, place);
  const hook = names.flatMap((name) => HOOKS.exec(name)?.[1] ?? []);
  if (hook[0] !== undefined) return { kind: "hook-file", path: hook[0] };
  if (place.hookFolders.some((folder) => inside(folder, resolve(place.cwd, path)) !== null))
    return { kind: "hook-file", path: "a hook" };
  const isOwn = names.some((name) => /(?:^|\/)\.keylatch(?:\/|$)/.test(name));
  return isOwn && !place.agentsMayOverride ? { kind: "own-file", path: ".keylatch" } : null;
}

/** The part of a path that a refusal names: a hook, its folder, husky's settings, or git's own folder. */
const HOOKS =
  /(?:^|\/)((?:\.husky|\.git\/hooks)(?:\/_)?(?:\/(?:pre-commit|pre-push))?(?=\/|$)|\.husky|\.git\/hooks|\.git(?=$)|husky\/init\.sh(?=$))(?=\/|$)/;

/** Paths that a glob pattern is matched against, whether or not they exist. */
const PROTECTED = (
  ".git .git/hooks .git/hooks/pre-commit .git/hooks/pre-push .keylatch .keylatch/config.json .husky " +
  ".husky/pre-commit .husky/pre-push .husky/_ .husky/_/pre-commit .husky/_/pre-push"
).split(" ");

/** The absolute path, the path as written, and the protected paths that it matches as a glob pattern. */
function candidates(path: string, { cwd }: Place): string[] {
  const full = resolve(cwd, path).split(sep).join("/");
  const names = [full, path.replaceAll("\\", "/")];
  if (!/[*?[]/.test(path)) return names;
  // `[…]` matches one character.
  const pattern = relative(cwd, resolve(cwd, path))
    .split(sep)
    .join("/")
    .replace(/\[[^\]]{1,40}\]/g, "?");
  return [...names, ...PROTECTED.filter((name) => fits(name, pattern))];
}

/** Whether a name matches a glob pattern of `*`, `?` and plain characters; in time bounded by their lengths. */
function fits(name: string, pattern: string): boolean {
  // reached[i]: the pattern so far matches the first i characters.
  let reached = [true, ...Array.from(name, () => false)];
  for (const sign of pattern) {
    const before = reached;
    reached = before.map((_, at) => {
      const char = name[at - 1];
      if (sign === "*")
        return before.slice(0, at + 1).some((fit, from) => fit && !name.slice(from, at).includes("/"));
      return at > 0 && before[at - 1] === true && (char === sign || (sign === "?" && char !== "/"));
    });
    if (!reached.includes(true)) return false;
  }
  return reached.at(-1) === true;
}
