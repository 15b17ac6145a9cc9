import type { Evidence, Family } from "../../../detectors/detector.ts";
import type { Group } from "../group.ts";
import { printable } from "../printable.ts";
import type { Quoting, Shell } from "../shell/shellSyntax.ts";

/** The value of each placeholder; `undefined` if unknown. */
export type Facts = Readonly<Record<Placeholder, string | undefined>>;

const PLACEHOLDERS = ["id", "region", "account", "host", "user", "organization", "ingress"] as const;
type Placeholder = (typeof PLACEHOLDERS)[number];
const PLACEHOLDER = new RegExp(`\\{(${PLACEHOLDERS.join("|")})\\}`, "g");

/** Anypoint's default control plane. */
const DEFAULT_HOST = "anypoint.mulesoft.com";

const UNKNOWN: Readonly<Record<Family, Facts>> = {
  "aws-ses": unknown("IAM_KEY_ID", "IAM_USER"),
  anypoint: unknown("CLIENT_ID", "ANYPOINT_USER"),
};

function unknown(id: string, user: string): Facts {
  return {
    id,
    user,
    region: "AWS_REGION",
    account: "AWS_ACCOUNT_ID",
    host: DEFAULT_HOST,
    organization: "ORG_ID",
    ingress: "INGRESS_POINT_ID",
  };
}

/** Everything that the findings of a group reveal together. */
export function factsOf({ findings }: Group): Facts {
  const known = (name: keyof Evidence) =>
    findings.find((finding) => finding.evidence[name] !== undefined)?.evidence[name];
  const id = findings.find((finding) => finding.identifier !== null)?.identifier ?? undefined;
  return {
    id,
    ingress: id,
    region: known("region"),
    account: known("account"),
    host: known("host"),
    user: known("user"),
    organization: known("organization"),
  };
}

/** For texts that are not about a finding. */
export const noFacts = Object.fromEntries(PLACEHOLDERS.map((name) => [name, undefined])) as Facts;

/** Fills the placeholders of a sentence. */
export function fillTitle(title: string, facts: Facts, family: Family): string {
  return title.replace(PLACEHOLDER, (_, name: Placeholder) =>
    printable(facts[name] ?? (UNKNOWN[family][name] as string)),
  );
}

/**
 * Fills the placeholders of a command. The values come from the searched text, so one that a shell could read as
 * more than a word is quoted, also where the placeholder stands inside quotes.
 */
export function fillCommand(command: string, facts: Facts, family: Family, shell: Shell): string {
  const { quoting } = shell.read(command);
  return command.replace(PLACEHOLDER, (_, name: Placeholder, at: number) => {
    const value = facts[name];
    // A "user" called `--policy-document` would be an option, quoted or not.
    if (value === undefined || value.startsWith("-")) return UNKNOWN[family][name] as string;
    return shell.within(quoting[at] as Quoting, value);
  });
}
