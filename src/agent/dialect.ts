import { isObject, type Json } from "./values.ts";

/** The protocol in which a tool expects a refusal. */
export type Dialect =
  /** Claude Code, Codex, VS Code. @see https://code.claude.com/docs/en/hooks */
  | "claude"
  /** The permission request of the same tools. */
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

/** The protocol of an event, by the names in it; `null` for an event that does not precede a tool call. */
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

/** The output and exit code that tell a tool the decision. */
export interface Answer {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: 0 | 2;
}

/** The answer to a call that is not refused. It grants nothing: the tool and its user still decide. */
export function passed(dialect: Dialect): Answer {
  const stdout = ["cursor", "gemini", "cline"].includes(dialect) ? "{}\n" : "";
  return { stdout, stderr: "", exitCode: 0 };
}

/** The answer to a call that is refused. @param reason for the agent to read */
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
