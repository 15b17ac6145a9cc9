import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Examples } from "../../detectors/examples.ts";
import { Fake } from "../../detectors/fake.ts";
import { detectors } from "../../detectors/index.ts";

const ROOT = resolve(__dirname, "../../detectors");

/** Makes the examples of a detector. */
export type Maker = (fake: Fake) => Examples;

/** What makes the examples of every detector that has some, by id. */
export function exampleMakers(): Map<string, Maker> {
  const found = new Map<string, Maker>();
  for (const folder of ["anypoint", "aws-ses"]) {
    for (const file of readdirSync(join(ROOT, folder)).filter((name) => name.endsWith(".examples.ts"))) {
      const name = file.slice(0, -".examples.ts".length);
      const id = detectors.find((detector) => ids(folder, name).includes(detector.id))?.id;
      if (id === undefined) throw new Error(`${folder}/${file} belongs to no detector`);
      const { examples } = require(join(ROOT, folder, file)) as { examples: Maker };
      found.set(id, examples);
    }
  }
  return found;
}

/** The examples of every detector that has some, by id. */
export function allExamples(seed: number): Map<string, Examples> {
  return new Map(Array.from(exampleMakers(), ([id, make]) => [id, make(new Fake(seed))]));
}

/** `aws-ses/smtp-password` is `aws-ses-smtp-password`, `aws-ses/access-key-id` is `aws-access-key-id`. */
function ids(folder: string, name: string): string[] {
  return [`${folder}-${name}`, `${folder.split("-")[0]}-${name}`];
}
