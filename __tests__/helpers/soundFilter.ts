import type * as Detect from "../../detectors/detect.ts";
import type * as Filter from "../../detectors/mayHoldKeys.ts";

/**
 * In every test, of whatever: what `detect` finds, the filter before it must let through. A new detector or decoder
 * that the filter would hide fails with its first example.
 */
jest.mock("../../detectors/detect.ts", () => {
  const real = jest.requireActual<typeof Detect>("../../detectors/detect.ts");
  const { mayHoldKeys } = jest.requireActual<typeof Filter>("../../detectors/mayHoldKeys.ts");
  return {
    ...real,
    detect(text: string, options: Detect.DetectOptions = {}) {
      const skipped: string[] = [];
      const onSkipped = (reason: string) => {
        skipped.push(reason);
        options.onSkipped?.(reason);
      };
      const found = real.detect(text, { ...options, onSkipped });
      const tells = [...found.map(({ detector }) => detector.id), ...skipped];
      const isHidden = options.detectors === undefined && !mayHoldKeys(Buffer.from(text), options.path);
      if (tells.length > 0 && isHidden) throw new Error(`the filter hides ${[...new Set(tells)].join(", ")}`);
      return found;
    },
  };
});
