import { dirname, join } from "node:path/posix";
import { groupBy } from "../../../detectors/groupBy.ts";
import type { Note } from "../../fix/edit.ts";
import type { Moved } from "../../fix/plan.ts";
import { propertyOf } from "../../fix/templateSpot.ts";
import { printable } from "../printable.ts";
import { posix } from "../shell/shell.ts";
import { printing } from "./storeCommands.ts";

/** Something to do after a fix: a sentence, and a line to paste where there is one. */
export interface FixNote {
  readonly text: string;
  readonly command?: string;
}

type Noted<N extends Note = Note> = Moved & { readonly note: N };

/** What is left to do so that the changed files work. @param env path of `.env` from the current folder */
export function fixNotes(moved: readonly Moved[], env: string): FixNote[] {
  const noted = moved.filter((one): one is Noted => one.note !== undefined);
  const notes = Array.from(groupBy(noted, ownerOf).values(), (group) => noteOf([...group], env));
  return [...new Map(notes.map((note) => [note.text + note.command, note])).values()];
}

/** Notes with the same key share one command: those of one chart, of one Secret. */
function ownerOf({ variable, note, finding }: Noted): string {
  if (note.kind === "helm-value") return `chart ${dirname(finding.path)}`;
  return note.kind === "kubernetes-secret" ? `Secret ${note.secret}` : `${note.kind} ${variable}`;
}

function noteOf(group: readonly Noted[], env: string): FixNote {
  const { variable, note, finding } = group[0] as Noted;
  const value = printing(env, `e.${variable}`);
  switch (note.kind) {
    case "github-secret":
      return {
        text: "The workflow reads a secret of the repository:",
        command: `${value} | gh secret set ${variable}`,
      };
    case "azure-variable":
      return { text: `Add ${variable} to the pipeline's variables, as a secret` };
    case "kubernetes-secret": {
      const data = group.map(({ variable }) => `${variable}:e.${variable}`);
      return {
        text: `The container reads the Secret ${note.secret}: this creates it if needed, and adds the value:`,
        command: `kubectl create secret generic ${note.secret}; ${printing(env, `JSON.stringify({stringData:{${data}}})`)} | kubectl patch secret ${note.secret} --patch-file=/dev/stdin`,
      };
    }
    case "helm-value": {
      const values = group.flatMap(({ note, variable }) =>
        note.kind === "helm-value" ? [[...note.path.split("."), `e.${variable}`]] : [],
      );
      // .env is at the top.
      const chart = join(dirname(env), dirname(finding.path));
      return {
        text: "The chart gets its values when it is installed; add this to your usual options:",
        command: `${printing(env, `JSON.stringify(${nested(values)})`)} | helm upgrade --install RELEASE ${posix.quote(chart)} --values -`,
      };
    }
    case "mule-secure":
      return {
        text: `Encrypt the value of ${variable} as ${propertyOf(variable)} in the secure properties file:`,
        command: `(set -a; . ${env}; java -cp secure-properties-tool.jar com.mulesoft.tools.SecurePropertiesTool string encrypt AES CBC "$MULE_KEY" "$${variable}")`,
      };
    case "terraform":
      return {
        text: "Terraform reads TF_VAR_ variables:",
        command: `set -a; . ${env}; set +a; terraform plan`,
      };
    case "check-dotenv":
      return {
        text: printable(
          `Docker compose puts variables into ${finding.path}; for node --env-file, docker run, dotenv, Vite and Next.js delete the line`,
        ),
      };
    case "check-properties":
      return {
        text: `Check that the program that reads the file replaces \${${variable}}: Spring, Mule and Quarkus do, java.util.Properties alone does not`,
      };
  }
}

/** JavaScript for nested objects. @param paths each has the keys from the outside in, then the value */
function nested(paths: readonly (readonly string[])[]): string {
  if (paths[0]?.length === 1) return paths[0][0] as string;
  const groups = groupBy(paths, ([key]) => key);
  const members = Array.from(
    groups,
    ([key, own]) => `'${key}':${nested([...own].map((path) => path.slice(1)))}`,
  );
  return `{${members}}`;
}
