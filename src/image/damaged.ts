import { KeylatchError } from "../errors.ts";

/** An image that cannot be read to its end. */
export function damaged(message: string, cause?: unknown): KeylatchError {
  return new KeylatchError("damaged-image", message, {
    hint: "Nothing of it counts as checked. Save the image again:",
    lines: ["docker save IMAGE --output image.tar"],
    cause,
  });
}
