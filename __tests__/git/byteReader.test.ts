import fc from "fast-check";
import { ByteReader } from "../../src/git/byteReader.ts";

/** A stream of these bytes, cut where told. */
async function* cut(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer> {
  let at = 0;
  for (const size of sizes) {
    yield bytes.subarray(at, at + size);
    at += size;
  }
  yield bytes.subarray(at);
}

/** Reads `<length> LF <bytes>` again and again. */
async function read(reader: ByteReader): Promise<string[]> {
  const found: string[] = [];
  for (let needed = 1; await reader.has(needed); ) {
    const line = reader.peekLine();
    if (line === null) {
      needed = reader.left + 1;
      continue;
    }
    const size = line.length + 1 + Number(line);
    needed = size;
    if (reader.left < size) continue;
    found.push(reader.take(size, line.length + 1).toString("latin1"));
    needed = 1;
  }
  return found;
}

test("what is read does not depend on how it was cut", async () => {
  const text = fc.string({ unit: "binary-ascii", maxLength: 900 });
  const sizes = fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(fc.array(text, { maxLength: 8 }), sizes, async (texts, at) => {
      const bytes = Buffer.from(texts.map((one) => `${one.length}\n${one}`).join(""), "latin1");
      const reader = new ByteReader(cut(bytes, at));
      expect(await read(reader)).toEqual(texts);
      expect(reader.left).toBe(0);
    }),
    { seed: 5, numRuns: 300 },
  );
});

test("a long stretch comes in pieces, and what follows is left", async () => {
  const bytes = Buffer.from("abcdefghij".repeat(100));
  const reader = new ByteReader(cut(bytes, [3, 400, 1]));
  const pieces: Buffer[] = [];
  for await (const piece of reader.pieces(997)) pieces.push(piece);
  expect(Buffer.concat(pieces)).toEqual(bytes.subarray(0, 997));
  expect(await reader.has(3)).toBe(true);
  expect(reader.take(3).toString()).toBe("hij");
  expect(await reader.has(1)).toBe(false);
  await expect(reader.pieces(1).next()).rejects.toThrow("ended before");
});
