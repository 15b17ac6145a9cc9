import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Fake } from "../../detectors/fake.ts";
import { ByteStream } from "../../src/quick/byteStream.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "keylatch-stream-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function reading<T>(content: Buffer, read: (stream: ByteStream) => T): T {
  const file = join(folder, "content");
  writeFileSync(file, content);
  const descriptor = openSync(file, "r");
  try {
    return read(new ByteStream(descriptor));
  } finally {
    closeSync(descriptor);
  }
}

/** Contents of all sizes, of bytes that tell where they are. */
const fake = new Fake(1);
const sizes = [
  0,
  1,
  65_535,
  65_536,
  65_537,
  524_288,
  1_200_000,
  ...Array.from({ length: 300 }, () => fake.int(9000)),
];
const contents = sizes.map((size, seed) => Buffer.alloc(size, `${seed},${seed * 7};`));
const whole = Buffer.concat(
  contents.flatMap((bytes) => [Buffer.from(`size ${bytes.length}\n`), bytes, Buffer.from("\n")]),
);

test("what is taken is what is there, and stays so while more is read", () => {
  const taken = reading(whole, (stream) =>
    contents.map(() => {
      const bytes = stream.take(Number(stream.line().slice(5)));
      expect(stream.byte()).toBe(0x0a);
      return bytes;
    }),
  );
  expect(taken.map((bytes, index) => bytes.equals(contents[index] as Buffer))).toEqual(
    contents.map(() => true),
  );
});

test("an end of several bytes is found wherever reads cut it", () => {
  const end = Buffer.from("\nend\n");
  const parts = [0, 3, 65_532, 65_533, 65_534, 65_535, 65_536, 131_070, 600_000].map((size) =>
    Buffer.alloc(size, "\ne\nen."),
  );
  const read = reading(Buffer.concat(parts.flatMap((part) => [part, end])), (stream) =>
    parts.map(() => stream.until(end)),
  );
  expect(read.map((bytes, index) => bytes.equals(parts[index] as Buffer))).toEqual(parts.map(() => true));
});

test("filling and skipping pass over as much", () => {
  const sums = reading(whole, (stream) =>
    contents.map((expected, index) => {
      const size = Number(stream.line().slice(5));
      const bytes = Buffer.alloc(size);
      if (index % 2 === 0) stream.skip(size);
      else for (let end = 0; end < size; ) end += stream.fill(bytes.subarray(end));
      expect(stream.peek()).toBe(0x0a);
      stream.byte();
      return index % 2 === 0 || bytes.equals(expected);
    }),
  );
  expect(sums).toEqual(contents.map(() => true));
});

test.each<[string, (stream: ByteStream) => unknown]>([
  ["a line", (stream) => stream.line()],
  ["bytes", (stream) => stream.take(6)],
  ["a byte", (stream) => [stream.take(5), stream.byte()]],
  ["a look ahead", (stream) => [stream.take(5), stream.peek()]],
  ["filling", (stream) => [stream.take(5), stream.fill(Buffer.alloc(1))]],
  ["skipping", (stream) => stream.skip(6)],
])("%s beyond the end is an error", (_, read) => {
  expect(() => reading(Buffer.from("12345"), read)).toThrow("cut off");
});
