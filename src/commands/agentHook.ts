import { existsSync } from "node:fs";
import { resolve, sep } from "node:path";
import { commandRefusals } from "../agent/commandRules.ts";
import { type Content, newFindings } from "../agent/content.ts";
import { type Answer, passed, refused } from "../agent/dialect.ts";
import { editRefusals } from "../agent/editRules.ts";
import type { Place, Refusal } from "../agent/refusal.ts";
import { parseToolCall, type ToolCall } from "../agent/toolCall.ts";
import { writtenBy } from "../agent/written.ts";
import { loadConfig } from "../config/load.ts";
import { isExpected } from "../errors.ts";
import { openRepoIfAny, type Repo } from "../git/repo.ts";
import { gitTextIfAny } from "../git/run.ts";
import { policySnapshot } from "../git/snapshot.ts";
import { hooksFolder } from "../git/trial.ts";
import { inside } from "../inside.ts";
import type { ExitCode, Io } from "../io.ts";
import { agentErrorText, agentText } from "../report/finding/agentText.ts";
import { programOf } from "../report/style.ts";
import { readAll } from "../sources/stdin.ts";

/**
 * Checks a tool call of a coding agent before it is carried out, and answers in the format of its tool. Writes that add a
 * key, and commands that would bypass the checks, are refused with the steps to take instead. So is what cannot be checked.
 * @returns 0 if the answer is on stdout, 2 if it is refused by exit code
 */
export async function agentHook(io: Io): Promise<ExitCode> {
  const call = parseToolCall((await readAll(io.stdin)).toString("utf8"));
  const answer = await judge(io, call);
  if (answer.stdout !== "") io.stdout.write(answer.stdout);
  if (answer.stderr !== "") io.stderr.write(answer.stderr);
  return answer.exitCode;
}

async function judge(io: Io, call: ToolCall): Promise<Answer> {
  try {
    const text = await objections(io, call);
    return text === null ? passed(call.dialect) : refused(call.dialect, text);
  } catch (error) {
    // A tool that expects its answer on stdout may take any other exit for approval.
    if (isExpected(error)) return refused(call.dialect, agentErrorText(error, programOf(io.env)));
    throw error;
  }
}

/** The objections to the call as text without secrets, `null` if there are none. */
async function objections(io: Io, call: ToolCall): Promise<string | null> {
  const cwd = call.cwd !== undefined && existsSync(call.cwd) ? call.cwd : io.cwd;
  const repo = await openRepoIfAny({ cwd, env: io.env });
  const policy = policySnapshot(repo);
  const config = await loadConfig(policy);
  const place = await placeOf(cwd, repo, config.override.agents === "allow");
  const refusals: Refusal[] = [];
  for (const command of call.commands) refusals.push(...(await commandRefusals(command, place)));
  const contents: Content[] = [];
  for (const edit of call.edits) {
    const texts = await writtenBy(edit, cwd);
    if (edit.path !== null) refusals.push(...editRefusals(edit.path, texts, place));
    contents.push({ ...texts, path: shown(edit.path, cwd, repo?.top ?? cwd) });
  }
  const commands = call.commands.map((after) => ({ path: "(command)", before: "", after }));
  const written = await newFindings(contents, policy, config);
  const spoken = await newFindings(commands, policy, config);
  // Commands that repair a leak contain key ids, but no secrets.
  const findings = [...written.findings, ...spoken.findings.filter(({ kind }) => kind !== "identifier")];
  const text = agentText({ refusals, findings }, programOf(io.env));
  return text === null ? null : spoken.mask(written.mask(text));
}

async function placeOf(cwd: string, repo: Repo | null, agentsMayOverride: boolean): Promise<Place> {
  return {
    cwd,
    agentsMayOverride,
    hookFolders: repo === null ? [] : [await hooksFolder(repo)],
    aliasOf: async (name) =>
      repo === null ? null : gitTextIfAny(repo, ["config", "--get", `alias.${name}`], [1]),
  };
}

function shown(path: string | null, cwd: string, top: string): string {
  if (path === null) return "(edit)";
  const full = resolve(cwd, path);
  return inside(top, full) ?? full.split(sep).join("/");
}
