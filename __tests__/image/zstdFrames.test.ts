import * as fc from "fast-check";
import { isZstd, zstdFrames } from "../../src/image/zstdFrames.ts";
import { skippableFrame, zstdFrame } from "../helpers/zstd.ts";

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function framesOf(bytes: Buffer, size = bytes.length || 1): Promise<Buffer[]> {
  const frames: Buffer[] = [];
  for await (const frame of zstdFrames(inPieces(bytes, size))) {
    const pieces: Buffer[] = [];
    for await (const piece of frame) pieces.push(piece);
    frames.push(Buffer.concat(pieces));
  }
  return frames;
}

const frame = fc.record({
  bytes: fc.uint8Array({ maxLength: 300 }),
  kind: fc.constantFrom("plain", "checked", "skippable"),
});

test("frames are taken apart where they end, however they come in", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(frame, { maxLength: 6 }),
      fc.integer({ min: 1, max: 50 }),
      async (all, size) => {
        const parts = all.map(({ bytes, kind }) => {
          const content = Buffer.from(bytes);
          return kind === "skippable"
            ? skippableFrame(content)
            : zstdFrame(content, { checksum: kind === "checked" });
        });
        const expected = parts.filter((_, index) => all[index]?.kind !== "skippable");
        expect(await framesOf(Buffer.concat(parts), size)).toEqual(expected);
      },
    ),
  );
});

test("whatever is cut off at its end is an error", async () => {
  const whole = Buffer.concat([zstdFrame(Buffer.from("words")), skippableFrame(Buffer.from("more"))]);
  const first = zstdFrame(Buffer.from("words")).length;
  for (let length = 1; length < whole.length; length++)
    if (length !== first) await expect(framesOf(whole.subarray(0, length))).rejects.toThrow(/frame/);
});

test("a block of one byte that is repeated has one byte", async () => {
  // 0x20: one segment, its size in one byte. The block says 200, repeated, and the last.
  const bytes = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x20, 200, 0x43, 0x06, 0x00, 0x61]);
  expect(await framesOf(Buffer.concat([bytes, bytes]))).toEqual([bytes, bytes]);
});

test.each([
  ["a frame", zstdFrame(Buffer.from("x")), true],
  ["one to pass over", skippableFrame(Buffer.from("x")), true],
  ["gzip", Buffer.from("1f8b0800", "hex"), false],
  ["too little", Buffer.from("28b52f", "hex"), false],
])("%s is told by its first bytes", (_, bytes, expected) => {
  expect(isZstd(bytes)).toBe(expected);
});
