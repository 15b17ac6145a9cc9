import { readdirSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { detect } from "../../detectors/detect.ts";
import type { Examples } from "../../detectors/examples.ts";
import { Fake } from "../../detectors/fake.ts";
import { detectors } from "../../detectors/index.ts";

const FOLDER = join(__dirname, "../../detectors/anypoint");
const EXAMPLES = ".examples.ts";

/** Examples of a detector, by its id. */
const all = new Map<string, (fake: Fake) => Examples>(
  readdirSync(FOLDER)
    .filter((name) => name.endsWith(EXAMPLES))
    .map((name) => [`anypoint-${name.slice(0, -EXAMPLES.length)}`, require(join(FOLDER, name)).examples]),
);
const ids = detectors.filter(({ family }) => family === "anypoint").map(({ id }) => id);

const rows = ids.flatMap((id) => {
  const { match, noMatch } = (all.get(id) as (fake: Fake) => Examples)(new Fake(7));
  return [
    ...match.map((example, index) => [`${id} finds its example ${index + 1}`, id, example, true] as const),
    ...noMatch.map(
      (example, index) =>
        [`${id} leaves alone ${index + 1}: ${example.because}`, id, example, false] as const,
    ),
  ];
});

describe("Anypoint detectors", () => {
  test("have examples, each of them", () => {
    expect([...all.keys()].sort()).toEqual([...ids].sort());
  });

  test.each(rows)("%s", (_, id, example, isMatch) => {
    const found = detect(example.text, example.path === undefined ? {} : { path: example.path });
    const own = found.filter(({ detector }) => detector.id === id);
    if (!isMatch) return expect(own).toHaveLength(0);
    const { secret, identifier } = example as Examples["match"][number];
    const at = example.text.lastIndexOf(secret);
    expect(found.map((match) => match.detector.id)).toEqual([id]);
    expect(own.map(({ span }) => span)).toEqual([{ start: at, end: at + secret.length }]);
    if (identifier !== undefined) expect(own[0]?.identifier).toBe(identifier);
  });

  // What a whole file is made of has no surroundings.
  const WHOLE_FILE = new Set(["anypoint-cli-config"]);

  test.each(ids.filter((id) => !WHOLE_FILE.has(id)))(
    "%s is found at its place whatever surrounds it",
    (id) => {
      const noise = fc
        .string({ unit: "grapheme", maxLength: 40 })
        .map((text) => text.replace(/[`"'~\\]/g, ""));
      fc.assert(
        fc.property(fc.nat(), noise, noise, (seed, before, after) => {
          const { match } = (all.get(id) as (fake: Fake) => Examples)(new Fake(seed));
          const example = match[seed % match.length] as Examples["match"][number];
          if (/\.lic$/.test(example.path ?? "")) return;
          const text = `${before}\n\n\n\n\n\n\n\n${example.text}\n\n${after}`;
          const start = before.length + 8 + example.text.lastIndexOf(example.secret);
          const found = detect(text, example.path === undefined ? {} : { path: example.path });
          const spans = found.filter(({ detector }) => detector.id === id).map(({ span }) => span);
          expect(spans).toContainEqual({ start, end: start + example.secret.length });
        }),
        { numRuns: 60, seed: 11 },
      );
    },
  );
});
