import { correlate } from "../../detectors/correlate.ts";
import { detect } from "../../detectors/detect.ts";
import { corpus } from "../../scripts/detection/corpus.ts";
import { mark, markIdentifier, sample } from "../../scripts/detection/sample.ts";
import { score } from "../../scripts/detection/score.ts";

// The benchmark of detection rolls other corpora: npm run bench:detection -- --seed 7
const samples = corpus(20_311);

/** Places of what is found in a sample. */
function found(text: string, path: string): string[] {
  const [matches = []] = correlate([detect(text, { path })]);
  return matches.map(({ span }) => `${span.start}-${span.end}`);
}

describe("The corpus of the detection benchmark", () => {
  test("is the same for the same seed, and another for another", () => {
    expect(corpus(20_311)).toEqual(samples);
    expect(corpus(20_312)).not.toEqual(samples);
  });

  test("has secrets and look-alikes of both families", () => {
    for (const family of ["anypoint", "aws-ses"]) {
      const own = samples.filter((one) => one.family === family);
      expect(own.filter(({ labels }) => labels.length > 0).length).toBeGreaterThan(100);
      expect(own.filter(({ labels }) => labels.length === 0).length).toBeGreaterThan(50);
    }
  });

  test("is found to the character, and nothing else in it", () => {
    const failures = samples.filter(({ text, path, labels }) => {
      const places = found(text, path);
      const wanted = labels
        .filter(({ isOptional }) => !isOptional)
        .map(({ start, end }) => `${start}-${end}`);
      const allowed = labels.map(({ start, end }) => `${start}-${end}`);
      return !wanted.every((one) => places.includes(one)) || !places.every((one) => allowed.includes(one));
    });
    expect(failures.map(({ about }) => about)).toEqual([]);
  });
});

describe("The score of a scanner", () => {
  const one = sample(
    "anypoint",
    "a pair",
    "a",
    `id ${markIdentifier("i")}\nsecret ${mark("s1")}\nother ${mark("s2")}\nx\n`,
  );
  const files = new Map([["a", one]]);

  test("counts lines found, exact places, and lines reported wrongly", () => {
    const reports = [
      { path: "a", line: 1 },
      { path: "a", line: 2, columns: [8, 10] as const },
      { path: "a", line: 3, columns: [7, 8] as const },
      { path: "a", line: 4 },
    ];
    const { failures, ...counts } = score("anypoint", files, reports);
    expect(counts).toEqual({ secrets: 2, found: 2, exact: 1, reported: 4, wrong: 1 });
    expect(failures).toHaveLength(2);
  });

  test("of a scanner that finds nothing has nothing to be wrong about", () => {
    expect(score("anypoint", files, [])).toMatchObject({
      secrets: 2,
      found: 0,
      exact: 0,
      reported: 0,
      wrong: 0,
    });
  });
});
