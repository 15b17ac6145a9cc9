import { basename, resolve } from "node:path";
import { isAgentVariable } from "../policy/actor.ts";
import { configWrite, type GitCall, gitCall, isGit, noVerify, scriptsIn } from "./gitCommand.ts";
import { argumentScripts, innerScript, runsScripts } from "./innerScript.ts";
import { cleanedHooks, movedHooks, spoiledPaths } from "./protectedPaths.ts";
import type { Place, Refusal } from "./refusal.ts";
import { type Assignment, assignment, commandsOf, quoted, type SimpleCommand, tooDeep } from "./shell.ts";
import { Trail } from "./trail.ts";

/** Programs that start another program, named in their arguments. */
const WRAPPERS =
  /^(?:env|command|exec|nohup|time|sudo|doas|nice|ionice|timeout|xargs|stdbuf|setsid|builtin|busybox|npx|bunx|pnpm|yarn|npm|bun|dotenv|cross-env|find|parallel|watch|flock|chronic|then|do|else|if|while|until|start|call|&)$/;
/** Deepest nesting of aliases and scripts that is read. */
const DEEPEST = 8;

/** Reasons to refuse a script: everything in it that would bypass the hooks. */
export async function commandRefusals(script: string, place: Place, depth = 0): Promise<Refusal[]> {
  const found: Refusal[] = [];
  let here = place;
  const trail = new Trail();
  for (const command of commandsOf(script)) {
    found.push(...(await refusalsOf(command, here, depth, trail)));
    trail.add(command, here.cwd);
    const [first, folder] = command.words;
    if (/^(?:cd|pushd|chdir)$/.test(first ?? "") && folder !== undefined)
      here = { ...here, cwd: resolve(here.cwd, folder) };
  }
  return found;
}

async function refusalsOf(
  command: SimpleCommand,
  place: Place,
  depth: number,
  trail: Trail,
): Promise<Refusal[]> {
  if (depth > DEEPEST) throw tooDeep();
  const { words } = command;
  const names = words.map((word) => basename(word.replaceAll("\\", "/")).replace(/\.(?:exe|cmd)$/i, ""));
  const [first = ""] = names;
  const isWrapper = WRAPPERS.test(first);
  const at = names.findIndex((name, index) => (index === 0 || isWrapper) && isJudged(name));
  const [name, rest] = [names[at], words.slice(at + 1)];
  const scripts = argumentScripts(first, words.slice(1), trail);
  const own: Refusal[] = [];
  if (name === undefined) scripts.push(trail.written(words[0] ?? "", place.cwd));
  else if (isGit(name)) own.push(...(await gitRefusals(gitCall(name, rest), place, depth)));
  else if (runsScripts(name)) scripts.push(innerScript(name, rest, command, trail, place.cwd));
  else if (name === "alias") scripts.push(rest.map((word) => word.replace(/^[^=]*=?/, "")).join("\n"));
  else if (name !== "keylatch" && rest[0] === "uninstall")
    own.push({ kind: "around", command: `${name} uninstall` });
  else if (name === "keylatch" && rest[0] === "override" && !place.agentsMayOverride)
    own.push({ kind: "override" });
  const found = [...variables(command, place), ...spoiledPaths(command, place), ...movedHooks(command)];
  for (const script of scripts) found.push(...(await commandRefusals(script, place, depth + 1)));
  return [...found, ...own];
}

/** Whether the arguments of a program need a look: git, programs that run scripts, keylatch and hook managers. */
function isJudged(name: string): boolean {
  return isGit(name) || runsScripts(name) || /^(?:keylatch|lefthook|pre-commit|alias)$/.test(name);
}

async function gitRefusals(call: GitCall, place: Place, depth: number): Promise<Refusal[]> {
  const write = configWrite(call);
  const settings = write === null ? call.settings : [...call.settings, write];
  const found: Refusal[] = [];
  for (const { key, value } of settings) {
    if (/^(?:core\.hookspath|core\.|hook\..*|include(?:if\..*)?\.path)$/.test(key))
      found.push({ kind: "hooks-path" });
    else if (key === "keylatch.override" && !place.agentsMayOverride) found.push({ kind: "override" });
    else if (key.startsWith("alias.")) found.push(...(await aliasRefusals(value, [], place, depth)));
  }
  const said = noVerify(call);
  if (said !== null) found.push({ kind: "no-verify", said, command: call.command });
  for (const script of scriptsIn(call)) found.push(...(await commandRefusals(script, place, depth + 1)));
  if (/^(?:send-pack|http-push|commit-tree|fast-import)$/.test(call.command))
    found.push({ kind: "around", command: `git ${call.command}` });
  if (call.command === "clean") found.push(...cleanedHooks(call.args, place));
  if (/^(?:rm|mv)$/.test(call.command))
    found.push(
      ...spoiledPaths(
        { words: [call.command, ...call.args], assignments: [], outputs: [], appends: [], input: "" },
        place,
      ),
    );
  if (/^[a-z][\w-]*$/i.test(call.command) && !COMMON.has(call.command)) {
    const alias = await place.aliasOf(call.command);
    if (alias !== null) found.push(...(await aliasRefusals(alias, call.args, place, depth)));
  }
  return found;
}

/** Common commands of git itself, which an alias cannot replace, so none has to be looked up. */
const COMMON = new Set(
  (
    "add am branch checkout cherry-pick clone commit config diff fetch init log merge mv pull push rebase " +
    "reset restore revert rev-parse rm show stash status switch tag worktree"
  ).split(" "),
);

async function aliasRefusals(
  alias: string,
  args: readonly string[],
  place: Place,
  depth: number,
): Promise<Refusal[]> {
  const script = `${alias.startsWith("!") ? alias.slice(1) : `git ${alias}`} ${quoted(args)}`;
  return commandRefusals(script, place, depth + 1);
}

function variables({ assignments, words }: SimpleCommand, place: Place): Refusal[] {
  const [first = ""] = words;
  const sets =
    /^(?:export|declare|typeset|local|readonly|set|setx|env|cross-env)$/.test(first) || WRAPPERS.test(first);
  const said: Assignment[] = [
    ...assignments,
    ...(sets ? words.slice(1).flatMap((word) => assignment(word) ?? []) : []),
  ];
  // fish: set -gx HUSKY 0; Windows: setx HUSKY 0
  if (/^setx?$/.test(first) && words.length >= 3)
    said.push({ name: words.at(-2) as string, value: words.at(-1) as string });
  // PowerShell: $env:HUSKY = "0"
  const environment = /^\$env:(\w+)(?:=(.*))?$/i.exec(first);
  if (environment !== null)
    said.push({
      name: environment[1] as string,
      value: environment[2] ?? words.slice(1).join("").replace(/^=/, ""),
    });
  // read HUSKY, printf -v HUSKY 0, let HUSKY=0, for HUSKY in 0
  if (/^(?:read|let|for|mapfile)$/.test(first) || (first === "printf" && words[1] === "-v"))
    said.push(
      ...words.slice(1).flatMap((word) => {
        const name = /^(?:HUSKY|LEFTHOOK)(?=$|=)/.exec(word)?.[0];
        return name === undefined ? [] : { name, value: "0" };
      }),
    );
  const gone = goneVariables(words);
  return [...said.flatMap((set) => variableRefusal(set, place)), ...(place.agentsMayOverride ? [] : gone)];
}

/** `unset CLAUDECODE`, `env -u CLAUDECODE git commit`. */
function goneVariables(words: readonly string[]): Refusal[] {
  const names =
    words[0] === "unset"
      ? words.slice(1)
      : words.flatMap((word, at) =>
          word === "-u" && words[0] === "env"
            ? (words[at + 1] ?? [])
            : (/^--unset=(.*)$/.exec(word)?.[1] ?? []),
        );
  return names.filter(isAgentVariable).map((name) => ({ kind: "hidden", name }) as const);
}

function variableRefusal({ name, value }: Assignment, place: Place): Refusal[] {
  const isOff = /^(?:0|false)$/i.test(value);
  const isOn = value !== "" && !isOff;
  if (name === "KEYLATCH_OVERRIDE") return place.agentsMayOverride ? [] : [{ kind: "override" }];
  if (/^GIT_CONFIG/.test(name) && /core\.hookspath/i.test(value)) return [{ kind: "hooks-path" }];
  if (
    (/^(?:HUSKY|LEFTHOOK)$/.test(name) && isOff) ||
    (/^(?:HUSKY_SKIP_HOOKS|SKIP_SIMPLE_GIT_HOOKS|PRE_COMMIT_ALLOW_NO_CONFIG|LEFTHOOK_EXCLUDE)$/.test(name) &&
      isOn) ||
    (name === "SKIP" && /keylatch/.test(value))
  )
    return [{ kind: "switched-off", name }];
  if (isAgentVariable(name) && !isOn && !place.agentsMayOverride) return [{ kind: "hidden", name }];
  return [];
}
