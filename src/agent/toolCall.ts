import { KeylatchError } from "../errors.ts";
import { type Dialect, dialectOf } from "./dialect.ts";
import { type Edit, editsOf } from "./edits.ts";
import { quoted } from "./shell.ts";
import { isObject, isText, type Json } from "./values.ts";

/** What a coding agent is about to do, independent of its tool. */
export interface ToolCall {
  readonly dialect: Dialect;
  /** The agent's current folder; `undefined` if the event does not have it. */
  readonly cwd: string | undefined;
  readonly commands: readonly string[];
  readonly edits: readonly Edit[];
}

/** Names of the argument that holds a command. */
const COMMANDS = ["command", "command_line", "commandLine", "cmd", "script"];
const FOLDERS = ["cwd", "workdir", "working_directory", "workingDirectory"];

/**
 * Parses the event that an agent passes to its hook on standard input.
 * @throws {KeylatchError} `agent-event` if it is not an event that precedes a tool call
 */
export function parseToolCall(text: string): ToolCall {
  let event: unknown;
  try {
    event = JSON.parse(text);
  } catch (cause) {
    throw malformed("standard input is no JSON", cause);
  }
  if (!isObject(event)) throw malformed("standard input is no JSON object");
  const dialect = dialectOf(event);
  if (dialect === null) throw malformed("the event is none that comes before a tool is used");
  const input = inputOf(event);
  if (input === null) throw malformed("the event does not say what the tool is to do");
  const inputs = withInner(input);
  return {
    dialect,
    cwd: [
      ...FOLDERS.map((name) => input[name] ?? event[name]),
      (event.workspace_roots as unknown[])?.[0],
    ].find(isText),
    commands: inputs
      .flatMap((each) => COMMANDS.flatMap((name) => commandOf(each[name])))
      .filter((text) => !text.startsWith("*** Begin")),
    edits: inputs.flatMap(editsOf),
  };
}

/** Names of the argument in which a call of a tool server (MCP) nests that tool's arguments. */
const INNER = ["arguments", "mcp_tool_arguments", "args", "params", "parameters", "input"];

/** A tool's arguments, and those nested in them. */
function withInner(input: Json): Json[] {
  const inner = INNER.map((name) => objectOf(input[name])).filter((each) => each !== null);
  return [input, ...inner.flatMap(withInner)];
}

/** An object, or one as JSON; `null` for anything else. */
function objectOf(value: unknown): Json | null {
  const inner = isText(value) ? parsed(value) : value;
  return isObject(inner) ? inner : null;
}

/** Parses JSON; `undefined` if it is none. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The tool's arguments, which some agents pass as JSON in a string. */
function inputOf(event: Json): Json | null {
  const cline = isObject(event.preToolUse) ? event.preToolUse.parameters : undefined;
  const given = event.tool_input ?? event.toolInput ?? event.toolArgs ?? event.tool_info ?? cline ?? event;
  // A string that is not JSON is the command or the patch itself.
  return isText(given) && parsed(given) === undefined ? { command: given } : objectOf(given);
}

/** A command line, given as text or as a list of words. */
function commandOf(value: unknown): string[] {
  if (isText(value)) return [value];
  return Array.isArray(value) ? [quoted(value.filter(isText))] : [];
}

function malformed(message: string, cause?: unknown): KeylatchError {
  return new KeylatchError("agent-event", `the coding agent's hook cannot be understood: ${message}`, {
    hint: "The tool call was not let through. See the README for how to set up keylatch agent-hook.",
    cause,
  });
}
