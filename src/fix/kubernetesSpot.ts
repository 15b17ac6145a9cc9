import type { File, Reason, Secret, Spot } from "./edit.ts";

const VALUE = /^([ \t]*)(- )?value:[ \t]+(["']?)$/;
const NAME = /^([ \t]*)(- )?name:[ \t]+["']?([\w.-]+)["']?[ \t]*$/;

/** Whether a file is a Kubernetes manifest: each has these two members. */
export function isKubernetes({ path, text }: File): boolean {
  return /\.ya?ml$/i.test(path) && /^apiVersion:/m.test(text) && /^kind:/m.test(text);
}

/** For Kubernetes manifests: a container's variable takes its value from a Secret. */
export function kubernetesSpot({ text }: File, secret: Secret): Spot | Reason {
  const { start, end, encodings } = secret;
  const document = text.slice(text.lastIndexOf("\n---", start) + 1);
  if (/^kind:[ \t]*["']?Secret\b/m.test(document.split(/^---/m).find((part) => part.trim() !== "") ?? ""))
    // A chart's template is no manifest yet.
    return text.includes("{{") ? "unsure" : "kubernetes-secret";
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const before = text.slice(lineStart, start);
  if (/(?:^|\s)#/.test(before)) return "comment";
  if (encodings.length > 0) return "encoded";
  const value = VALUE.exec(before);
  const name = NAME.exec(text.slice(text.lastIndexOf("\n", lineStart - 2) + 1, lineStart).trimEnd());
  const quote = value?.[3] ?? "";
  const tail = new RegExp(`^${quote}[ \\t]*(?:(?<=[ \\t])#[^\\n]*)?(?:\\r?\\n|$)`).exec(text.slice(end));
  // Only the simple form: name first, each on its own line.
  if (value === null || name === null || tail === null || value[2] !== undefined || name[2] === undefined)
    return "kubernetes-other";
  const indent = value[1] as string;
  const dash = (name[1] as string).length;
  if (indent.length !== dash + 2 || !isInEnv(text.slice(0, lineStart), dash)) return "kubernetes-other";
  const app =
    /^metadata:[ \t]*\r?\n(?:[ \t]+.*\r?\n)*?[ \t]+name:[ \t]*["']?([a-z0-9][a-z0-9-]{0,40})["']?[ \t]*\r?$/m.exec(
      document,
    );
  const store = `${app?.[1] ?? "app"}-secrets`;
  return {
    value: text.slice(start, end),
    key: name[3] as string,
    note: { kind: "kubernetes-secret", secret: store },
    edits: (variable) => [
      {
        start: lineStart + indent.length,
        end: end + quote.length,
        text: [
          "valueFrom:",
          `${indent}  secretKeyRef:`,
          `${indent}    name: ${store}`,
          `${indent}    key: ${variable}`,
        ].join("\n"),
      },
    ],
  };
}

/** Whether the list whose items begin at column `dash` is that of `env:`: no other list of names and values takes Secrets. */
function isInEnv(before: string, dash: number): boolean {
  const above = before.split("\n").reverse();
  const owner = above.find((line) => {
    const indent = line.search(/[^\s#]/);
    return indent !== -1 && (indent < dash || (indent === dash && line[dash] !== "-"));
  });
  return owner !== undefined && /^\s*(?:- )?env:\s*$/.test(owner);
}
