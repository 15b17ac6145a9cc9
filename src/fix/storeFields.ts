import type { Family } from "../../detectors/detector.ts";
import type { Moved } from "./plan.ts";

/** A secret of a store with its fields: what `keylatch explain --store` reads. */
export interface StoreSecret {
  readonly name: string;
  /** Field and the variable that has its value. */
  readonly fields: readonly (readonly [field: string, variable: string])[];
  readonly detector: string;
}

const NAMES: Readonly<Record<Family, string>> = { "aws-ses": "mail/ses", anypoint: "anypoint/ci" };

const FIELDS: Readonly<Record<string, string>> = {
  "aws-ses-smtp-password": "password",
  "aws-ses-smtp-password-v2": "password",
  "aws-ses-mail-manager-password": "password",
  "anypoint-client-secret": "client_secret",
  "anypoint-client-secret-keyed": "client_secret",
};

/** One secret for each family, as the examples of `keylatch explain` have it. */
export function storeSecrets(moved: readonly Moved[]): StoreSecret[] {
  return (["aws-ses", "anypoint"] as const).flatMap((family) => {
    const own = moved.filter(({ finding }) => finding.family === family);
    const head = own.find(({ finding }) => finding.kind !== "identifier") ?? own[0];
    if (head === undefined) return [];
    const isLogin = FIELDS[head.finding.detector] === "password";
    const fields = new Map<string, string>();
    for (const { finding, variable } of own) {
      if ([...fields.values()].includes(variable)) continue;
      const isUser = isLogin && finding.kind === "identifier";
      const field = isUser ? "username" : (FIELDS[finding.detector] ?? variable.toLowerCase());
      // Two of a kind keep their own names.
      fields.set(fields.has(field) ? variable.toLowerCase() : field, variable);
    }
    return [{ name: NAMES[family], fields: [...fields], detector: head.finding.detector }];
  });
}
