import { isObject, type Json } from "./values.ts";

/** How a tool wants to hear that something is refused. */
export type Dialect =
  /** Claude Code, Codex, VS Code. @see https://code.claude.com/docs/en/hooks */
  | "claude"
  /** The question whether a tool may be used, of the same tools. */
  | "claude-permission"
  /** @see https://cursor.com/docs/agent/hooks */
  | "cursor"
  /** @see https://geminicli.com/docs/hooks/reference */
  | "gemini"
  /** GitHub Copilot CLI and its cloud agent. @see https://docs.github.com/en/copilot/reference/hooks-configuration */
  | "copilot"
  /** @see https://docs.cline.bot/features/hooks */
  | "cline"
  /** Exit code 2 and standard error: Windsurf, Kiro, and others. @see https://docs.windsurf.com/windsurf/cascade/hooks */
  | "exit-code";

/** Who speaks, by the names in an event; `null` for an event that does not come before a tool is used. */
export function dialectOf(event: Json): Dialect | null {
  const name = event.hook_event_name ?? event.hookEventName ?? event.hookName ?? event.agent_action_name;
  if (isObject(event.preToolUse)) return "cline";
  if (event.toolName !== undefined && (name === undefined || name === "preToolUse")) return "copilot";
  const isCursor = event.cursor_version !== undefined || event.conversation_id !== undefined;
  switch (name) {
    case "PreToolUse":
      return isCursor ? "cursor" : "claude";
    case "PermissionRequest":
      return "claude-permission";
    case "BeforeTool":
      return "gemini";
    case "beforeShellExecution":
    case "beforeMCPExecution":
      return "cursor";
    case "preToolUse":
      return isCursor ? "cursor" : "exit-code";
    case undefined:
      return event.tool_name === undefined ? null : "claude";
    default:
      return /^pre_(?:run_command|write_code|mcp_tool_use)$/.test(String(name)) ? "exit-code" : null;
  }
}

/** What a tool is told: on standard output, or by exit code 2 and on standard error. */
export interface Answer {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: 0 | 2;
}

/** Nothing is granted: what keylatch does not refuse is for the tool and its user to decide. */
export function passed(dialect: Dialect): Answer {
  const stdout = ["cursor", "gemini", "cline"].includes(dialect) ? "{}\n" : "";
  return { stdout, stderr: "", exitCode: 0 };
}

/** Tells a tool that what it is about to do is refused. @param reason for the agent that reads it */
export function refused(dialect: Dialect, reason: string): Answer {
  if (dialect === "exit-code") return { stdout: "", stderr: reason, exitCode: 2 };
  return { stdout: `${JSON.stringify(refusal(dialect, reason))}\n`, stderr: "", exitCode: 0 };
}

function refusal(dialect: Exclude<Dialect, "exit-code">, reason: string): unknown {
  switch (dialect) {
    case "claude":
      return {
        hookSpecificOutput: {
          hookEventName: "PreToolUse",
          permissionDecision: "deny",
          permissionDecisionReason: reason,
        },
      };
    case "claude-permission":
      return {
        hookSpecificOutput: {
          hookEventName: "PermissionRequest",
          decision: { behavior: "deny", message: reason },
        },
      };
    case "cursor":
      return { permission: "deny", user_message: reason, agent_message: reason };
    case "gemini":
      return { decision: "deny", reason };
    case "copilot":
      return { permissionDecision: "deny", permissionDecisionReason: reason };
    case "cline":
      return { cancel: true, errorMessage: reason };
  }
}
