/** All commands except the hooks and `scan`, built as a separate file so that hooks do not load them. */

export { canFix } from "../fix/canFix.ts";
export { agentHook } from "./agentHook.ts";
export { audit } from "./audit.ts";
export { auditVerify } from "./auditVerify.ts";
export { ci } from "./ci.ts";
export { completion } from "./completion.ts";
export { doctor } from "./doctor.ts";
export { explain } from "./explain.ts";
export { fix } from "./fix.ts";
export { init } from "./init.ts";
export { overrideAdd } from "./overrideAdd.ts";
export { trace } from "./trace.ts";
