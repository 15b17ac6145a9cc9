import type { Config } from "../config/schema.ts";
import type { Io } from "../io.ts";

/**
 * Variables that AI coding tools set for the commands they run.
 * @see https://github.com/agentsmd/agents.md/issues/136
 * @see https://github.com/vercel/vercel/blob/main/packages/detect-agent/src/index.ts
 */
const AGENT_VARIABLES = [
  "AGENT",
  "AI_AGENT",
  "ANTIGRAVITY_AGENT",
  "AUGMENT_AGENT",
  "CLAUDECODE",
  "CLAUDE_CODE",
  "CLAUDE_CODE_ENTRYPOINT",
  "CLINE_ACTIVE",
  "CODEX_CI",
  "CODEX_SANDBOX",
  "CODEX_THREAD_ID",
  "COPILOT_AGENT",
  "COPILOT_CLI",
  "CURSOR_AGENT",
  "CURSOR_TRACE_ID",
  "GEMINI_CLI",
  "GOOSE_TERMINAL",
  "OPENCODE",
  "OPENCODE_CLIENT",
  "QWEN_CODE",
  "REPLIT_AGENT",
  "TRAE_AI_SHELL_ID",
];

/** The environment variable that reveals an AI agent; `null` for a person, as far as the environment shows. */
export function agentVariable(env: Io["env"]): string | null {
  return AGENT_VARIABLES.find((name) => !["", "0", "false"].includes(env[name] ?? "")) ?? null;
}

/** The same, if agents may not override; `null` if they may. */
export function barredAgent(env: Io["env"], { override }: Config): string | null {
  return override.agents === "refuse" ? agentVariable(env) : null;
}

/** Whether unsetting this variable would hide an AI agent. */
export function isAgentVariable(name: string): boolean {
  return AGENT_VARIABLES.includes(name);
}
