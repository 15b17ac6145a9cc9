import type { File, Reason, Secret, Spot } from "./edit.ts";
import { keyBefore } from "./key.ts";

/** Whether a file has the values of a Helm chart: it cannot refer to variables, but the command line can set values. */
export function isHelmValues({ path, tracked }: File): boolean {
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  return /(?:^|\/)values[^/]*\.ya?ml$/i.test(path) && tracked.has(`${folder}Chart.yaml`);
}

/** For the values of a Helm chart: empty in the file, set when the chart is installed. */
export function helmSpot({ text }: File, { start, end, value, encodings }: Secret): Spot | Reason {
  const lines = text.slice(0, start).split("\n");
  const line = lines.at(-1) as string;
  if (/(?:^|\s)#/.test(line)) return "comment";
  if (encodings.length > 0) return "encoded";
  const own = /^([ ]*)([\w-]+):[ \t]+(["']?)$/.exec(line);
  const quote = own?.[3] ?? "";
  if (own === null || !new RegExp(`^${quote}[ \\t]*(?:#[^\\n]*)?(?:\\r?\\n|$)`).test(text.slice(end)))
    return "yaml";
  const path = [own[2] as string];
  let indent = (own[1] as string).length;
  for (let at = lines.length - 2; at >= 0 && indent > 0; at--) {
    const above = /^([ ]*)(- )?(?:([\w-]+):)?/.exec(lines[at] as string) as RegExpExecArray;
    const depth = (above[1] as string).length;
    if ((lines[at] as string).trim() === "" || depth >= indent) continue;
    // A list item has no name by which a value could be set safely.
    if (above[2] !== undefined || above[3] === undefined) return "yaml";
    path.unshift(above[3]);
    indent = depth;
  }
  return {
    value,
    key: keyBefore(text, start),
    note: { kind: "helm-value", path: path.join(".") },
    edits: () => [{ start: start - quote.length, end: end + quote.length, text: '""' }],
  };
}
