import type { Io } from "../io.ts";

/** Variables that AI coding tools set for the commands they run. */
const AGENT_VARIABLES = [
  "AI_AGENT",
  "AGENT",
  "CLAUDECODE",
  "CLAUDE_CODE_ENTRYPOINT",
  "CODEX_SANDBOX",
  "CODEX_THREAD_ID",
  "CURSOR_AGENT",
  "CURSOR_TRACE_ID",
  "GEMINI_CLI",
  "COPILOT_AGENT",
  "OPENCODE",
  "REPLIT_AGENT",
  "AUGMENT_AGENT",
  "GOOSE_TERMINAL",
];

/** Whether a person or an AI agent is at work, as far as the environment says. */
export function actorOf(env: Io["env"]): "person" | "agent" {
  return AGENT_VARIABLES.some(
    (name) => (env[name] ?? "") !== "" && env[name] !== "0" && env[name] !== "false",
  )
    ? "agent"
    : "person";
}
