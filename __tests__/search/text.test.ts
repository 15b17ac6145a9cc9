import fc from "fast-check";
import { type TextChunk, textChunks, WHOLE } from "../../src/search/text.ts";

async function read(...pieces: Buffer[]): Promise<TextChunk[]> {
  const chunks: TextChunk[] = [];
  for await (const chunk of textChunks(pieces)) chunks.push(chunk);
  return chunks;
}

test.each([
  ["UTF-8", Buffer.from("naïve ✓")],
  ["UTF-8 with a mark", Buffer.from("\uFEFFnaïve ✓")],
  ["UTF-16 little endian with a mark", Buffer.from("\uFEFFnaïve ✓", "utf16le")],
  ["UTF-16 big endian with a mark", Buffer.from("\uFEFFnaïve ✓", "utf16le").swap16()],
])("%s", async (_, bytes) => {
  expect(await read(bytes)).toEqual([{ text: "naïve ✓", line: 1, column: 1 }]);
});

test.each([
  ["little", Buffer.from("plain text", "utf16le")],
  ["big", Buffer.from("plain text", "utf16le").swap16()],
])("UTF-16 %s endian without a mark", async (_, bytes) => {
  expect((await read(bytes))[0]?.text).toBe("plain text");
});

test("UTF-16 behind other text leaves the lines above it as they are", async () => {
  const bytes = Buffer.concat([Buffer.from("one\ntwo\n"), Buffer.from("three\n".repeat(50), "utf16le")]);
  expect((await read(bytes))[0]?.text.startsWith("one\ntwo\nt\0h\0")).toBe(true);
});

test("bytes that are no UTF-8 become one character each", async () => {
  expect((await read(Buffer.from([0x63, 0xe9, 0x0a])))[0]?.text).toBe("c\xe9\n");
});

test("nothing is one empty chunk", async () => {
  expect(await read(Buffer.alloc(0))).toEqual([{ text: "", line: 1, column: 1 }]);
});

test.each([
  ["utf8", 1],
  ["utf16le", 2],
] as const)(
  "a long %s file comes in chunks that overlap and know their line and column",
  async (encoding, width) => {
    const line = `${"é".repeat(37)}\n`;
    const text = line.repeat(Math.ceil((3 << 20) / width / line.length));
    const chunks = await read(Buffer.from(text, encoding));
    expect(chunks.length).toBeGreaterThan(1);
    for (const chunk of chunks) {
      const start = (chunk.line - 1) * line.length + chunk.column - 1;
      expect(text.startsWith(chunk.text, start)).toBe(true);
    }
    const last = chunks.at(-1);
    expect(text.endsWith(last?.text ?? "?")).toBe(true);
  },
);

test("it does not matter in what pieces a file comes", async () => {
  const text = `\uFEFF${"naïve ✓ line\n".repeat(200_000)}`;
  for (const bytes of [
    Buffer.from(text),
    Buffer.from(text, "utf16le"),
    Buffer.from(text, "utf16le").swap16(),
  ]) {
    const pieces: Buffer[] = [];
    for (let at = 0; at < bytes.length; at += 99_991) pieces.push(bytes.subarray(at, at + 99_991));
    expect(await read(...pieces)).toEqual(await read(bytes));
  }
});

test.each([1, 2, 3])(
  "what follows a window that is only full with its mark is read (%i bytes over)",
  async (over) => {
    const [first, second] = [Buffer.alloc(WHOLE + over, "x"), Buffer.from("the end")];
    first.set([0xef, 0xbb, 0xbf]);
    expect((await read(first, second)).at(-1)?.text.endsWith("xthe end")).toBe(true);
  },
);

test("no byte sequence makes it fail, and all of it is seen", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
      expect((await read(Buffer.from(bytes))).length).toBe(1);
    }),
    { seed: 7, numRuns: 300 },
  );
});
