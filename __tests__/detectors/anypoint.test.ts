import fc from "fast-check";
import { detect } from "../../detectors/detect.ts";
import type { Examples } from "../../detectors/examples.ts";
import { Fake } from "../../detectors/fake.ts";
import { exampleMakers } from "../helpers/allExamples.ts";

const makers = [...exampleMakers()].filter(([id]) => id.startsWith("anypoint-"));

const rows = makers.flatMap(([id, make]) =>
  make(new Fake(7)).match.map(
    (example, index) => [`${id} is alone in its example ${index + 1}`, id, example] as const,
  ),
);

describe("Anypoint detectors", () => {
  test.each(rows)("%s", (_, id, { text, path }) => {
    const found = detect(text, path === undefined ? {} : { path });
    expect(found.map(({ detector }) => detector.id)).toEqual([id]);
  });

  // What a whole file is made of has no surroundings.
  const WHOLE_FILE = new Set(["anypoint-cli-config"]);

  test.each(makers.filter(([id]) => !WHOLE_FILE.has(id)))(
    "%s is found at its place whatever surrounds it",
    (id, make) => {
      const noise = fc
        .string({ unit: "grapheme", maxLength: 40 })
        .map((text) => text.replace(/[`"'~\\]/g, ""));
      fc.assert(
        fc.property(fc.nat(), noise, noise, (seed, before, after) => {
          const { match } = make(new Fake(seed));
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
