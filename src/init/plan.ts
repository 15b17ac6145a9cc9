import { basename, dirname, join, resolve } from "node:path";
import { configPath } from "../config/load.ts";
import { KeylatchError } from "../errors.ts";
import type { Repo } from "../git/repo.ts";
import type { Setting } from "../git/settings.ts";
import { inside } from "../inside.ts";
import { newSalt, saltPath } from "../salt.ts";
import { type Change, readIfThere } from "./files.ts";
import { callsKeylatch, chainText, preCommitText, prePushText } from "./hookText.ts";
import { huskyFolder, isHuskys } from "./huskyFolder.ts";
import { editManifest } from "./manifest.ts";
import { otherHooks } from "./otherHooks.ts";
import { binPath, type Project } from "./project.ts";

/** What `keylatch init` will do. */
export interface Plan {
  readonly changes: readonly Change[];
  /** Absolute path of husky's folder, git's own, or the one that was set before. */
  readonly hooksFolder: string;
  readonly kind: HooksKind;
  readonly addsHusky: boolean;
  /** {@link ManifestEdit.isForAll} */
  readonly isForAll: boolean;
  /** Whether `core.hooksPath` has to be set to `hooksFolder`, because a global setting names another folder. */
  readonly setsPath: boolean;
  /** Hooks outside the hooks folder that are called from it now. */
  readonly chained: readonly string[];
}

/** husky's hooks, git's own folder, or the folder that `core.hooksPath` named before. */
export type HooksKind = "husky" | "native" | "set";

/**
 * Works out the content of all files.
 * @param set the values of `core.hooksPath`, in git's order
 * @param asked the kind of hooks that the user asked for, if any
 * @throws {KeylatchError} `husky-is-set`
 */
export function makePlan(
  repo: Repo,
  top: string,
  project: Project,
  set: readonly Setting[],
  asked: "husky" | "native" | undefined,
): Plan {
  const own = set.findLast(({ scope }) => scope === "local" || scope === "worktree")?.value;
  const gitsOwn = join(repo.commonDir, "hooks");
  const kind = kindOf(own, asked, gitsOwn, top);
  const hooksFolder =
    kind === "husky"
      ? huskyFolder(project, top, own)
      : kind === "native"
        ? gitsOwn
        : resolve(top, own as string);
  const setsPath = kind === "native" && own === undefined && set.length > 0;
  const others = kind === "husky" || setsPath ? otherHooks(repo, set) : [];
  const manifest = kind === "husky" ? editManifest(project) : null;
  const caller = {
    bin: binPath(project, top),
    onPath: kind !== "husky" && project.manifest === null,
    stops: kind === "husky",
  };

  const hooks = new Map<string, string>();
  const changes: Change[] = [];
  const add = (path: string, after: string | Buffer, executable = false) => {
    const base =
      [top, repo.commonDir].find((folder) => inside(folder, path) !== null) ?? dirname(hooksFolder);
    changes.push({ path, base, before: readIfThere(path), after: Buffer.from(after), executable });
  };
  const text = (name: string) => hooks.get(name) ?? ownText(name);
  for (const { name, folder, comment } of others)
    hooks.set(name, chainText(text(name), name, folder, comment));
  hooks.set("pre-commit", preCommitText(text("pre-commit"), caller));
  hooks.set("pre-push", prePushText(text("pre-push"), caller));

  if (manifest !== null) add(join(project.folder, "package.json"), manifest.text);
  for (const [name, after] of hooks)
    add(join(hooksFolder, name), kind === "husky" ? after : withShebang(after), true);
  addOnce(join(top, configPath), configText(caller.bin));
  addOnce(join(top, saltPath), newSalt());

  return {
    changes,
    hooksFolder,
    kind,
    addsHusky: manifest?.addsHusky === true,
    isForAll: manifest?.isForAll === true,
    setsPath,
    chained: others.map(({ shown, name }) => `${shown}/${name}`),
  };

  function addOnce(path: string, after: string): void {
    if (readIfThere(path) === null) add(path, after);
  }

  /** The current text of a hook; one that is not a shell script is moved aside and called from a new one. */
  function ownText(name: string): string {
    const bytes = readIfThere(join(hooksFolder, name));
    if (bytes === null) return "";
    if (kind === "husky" || isShell(bytes)) return bytes.toString("utf8");
    const kept = `${name}.before-keylatch`;
    add(join(hooksFolder, kept), bytes, true);
    return chainText("", kept, '"$(dirname "$0")"', "the hook that was here before", caller.stops);
  }
}

/** @throws {KeylatchError} `husky-is-set` */
function kindOf(
  own: string | undefined,
  asked: "husky" | "native" | undefined,
  gitsOwn: string,
  top: string,
): HooksKind {
  if (own === undefined) {
    // A second run changes nothing, even if it does not repeat --hooks native.
    const isNative = callsKeylatch(
      readIfThere(join(gitsOwn, "pre-commit"))?.toString("utf8") ?? "",
      "pre-commit",
    );
    return asked ?? (isNative ? "native" : "husky");
  }
  if (!isHuskys(own, top)) return "set";
  if (asked !== "native") return "husky";
  throw new KeylatchError("husky-is-set", `core.hooksPath is ${own}, which is husky's folder`, {
    hint: "Run `keylatch init` without --hooks native, or remove husky's setting first:",
    lines: ["git config --unset core.hooksPath"],
  });
}

/** Whether shell lines can be added to a hook: its `#!` line names a shell, or there is none, so that git runs it with one. */
function isShell(bytes: Buffer): boolean {
  const first = bytes.subarray(0, 200).toString("latin1").split("\n")[0] as string;
  if (!first.startsWith("#!")) return !bytes.includes(0);
  return /^#!\s*(?:\S*\/)?(?:env\s+(?:-S\s+)?)?(?:\S*\/)?(?:ba|da|a|z|k)?sh\b/.test(first);
}

/** Without husky, git runs the hook itself, which needs a `#!` line. */
function withShebang(text: string): string {
  return text.startsWith("#!") ? text : `#!/bin/sh\n${text}`;
}

/** A configuration with the path of its schema in the installed package; there may be none where only Yarn finds that. */
function configText(bin: string | null): string {
  if (bin === null) return "{}\n";
  const modules = bin.slice(0, -".bin/keylatch".length);
  return `${JSON.stringify({ $schema: `../${modules}keylatch/schema/config.schema.json` }, null, 2)}\n`;
}

/** A file's path as it is shown to people. */
export function shownPath(top: string, path: string): string {
  return inside(top, path) ?? basename(path);
}
