import { assignmentsNamed } from "../assignments.ts";
import type { Detector, Hit, View } from "../detector.ts";
import { isPlausible } from "../plausible.ts";
import { both } from "../signs/shapes.ts";
import { replacePlatformSecret } from "./remediation.ts";

const FILE = /(?:^|\/)mule-agent\.ya?ml$/;
const AGENT = /\bmule-?agent\b|\bglobalConfiguration:|(?:\b|-D)AGENT_VAR_/;

/** Names of the agent's own key store passwords. Those of its services have plain names and count in mule-agent.yml only. */
const OWN_NAME = /(?:^|\.)(?:key\.store\.(?:alias\.)?password|agent\.var\.master\.password)$/;
const ANY_NAME = /(?:^|\.)password$/;

/** Passwords that the Runtime Manager agent of a Mule server reads from mule-agent.yml, and the one that decrypts them. */
export const agentPassword: Detector = {
  id: "anypoint-agent-password",
  family: "anypoint",
  title: "Mule agent password",
  severity: "medium",
  kind: "chosen",
  what: "A key store, proxy or service password in mule-agent.yml, or the master password that decrypts them.",
  leavesAlone: ["encrypted values ![…]", "references and placeholders"],
  references: ["https://docs.mulesoft.com/runtime-manager/runtime-manager-agent"],
  keywords: both(["pass"], ["muleagent", "mule-agent", "globalconfiguration", "agent_var_"]),
  paths: FILE,
  *find(view: View): Generator<Hit> {
    const isFile = FILE.test(view.path ?? "");
    if (!isFile && !AGENT.test(view.text)) return;
    const isNamed = (name: string) => OWN_NAME.test(name) || (isFile && ANY_NAME.test(name));
    for (const assignment of assignmentsNamed(view, isNamed)) {
      const { span, loose } = assignment;
      if (!loose && isPlausible(assignment, view, 4)) yield { secret: span, confidence: "likely" };
    }
  },
  remediation: replacePlatformSecret,
};
