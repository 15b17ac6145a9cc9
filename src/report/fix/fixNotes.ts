import type { Moved } from "../../fix/plan.ts";
import { propertyOf } from "../../fix/templateSpot.ts";
import { printing } from "./storeCommands.ts";

/** Something to do after a fix: a sentence, and a line to paste where there is one. */
export interface FixNote {
  readonly text: string;
  readonly command?: string;
}

/** What the readers of the changed files still need. @param env path of `.env` from where the person is */
export function fixNotes(moved: readonly Moved[], env: string): FixNote[] {
  const notes = moved.flatMap(({ variable, note }) =>
    note === undefined ? [] : [noteOf(variable, note, env)],
  );
  return [...new Map(notes.map((note) => [note.text + note.command, note])).values()];
}

function noteOf(variable: string, note: NonNullable<Moved["note"]>, env: string): FixNote {
  switch (note.kind) {
    case "github-secret":
      return {
        text: "The workflow reads a secret of the repository:",
        command: `${printing(env, variable)} | gh secret set ${variable}`,
      };
    case "azure-variable":
      return { text: `Add ${variable} to the pipeline's variables, and keep it secret there` };
    case "kubernetes-secret":
      return {
        text: "The container reads a Secret; once it exists, add keys with kubectl edit:",
        command: `${printing(env, variable)} | kubectl create secret generic ${note.secret} --from-file=${variable}=/dev/stdin`,
      };
    case "helm-value":
      return {
        text: "The chart gets the value when it is installed:",
        command: `${printing(env, variable)} | helm upgrade --install RELEASE . --set-file ${note.path}=/dev/stdin`,
      };
    case "mule-secure":
      return {
        text: `Encrypt the value of ${variable} as ${propertyOf(variable)} in the secure properties file:`,
        command: `java -cp secure-properties-tool.jar com.mulesoft.tools.SecurePropertiesTool string encrypt AES CBC "$MULE_KEY" "$(${printing(env, variable)})"`,
      };
    case "terraform":
      return {
        text: "Terraform reads TF_VAR_ variables:",
        command: `set -a; . ${env}; set +a; terraform plan`,
      };
    case "check-properties":
      return {
        text: `Check that what reads the file puts variables in for \${${variable}}: Spring, Mule and Quarkus do, java.util.Properties alone does not`,
      };
  }
}
