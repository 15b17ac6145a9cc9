import { emptyTally, type Source } from "../../src/fragment.ts";
import type { Io } from "../../src/io.ts";
import { withProgress } from "../../src/report/progress.ts";

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

/** What is written while a source takes so many milliseconds. */
async function written(
  milliseconds: number,
  options: { isTTY?: boolean; format?: "text" | "json"; TERM?: string; fails?: boolean } = {},
): Promise<string> {
  let text = "";
  const stderr = { write: (more: string) => (text += more), isTTY: options.isTTY ?? true, columns: 80 };
  const io = { env: { TERM: options.TERM ?? "xterm" }, stderr } as unknown as Io;
  const tally = emptyTally();
  const slow = async function* (): Source["fragments"] extends AsyncIterable<infer T>
    ? AsyncGenerator<T>
    : never {
    Object.assign(tally, { blobs: 1234, commits: 20_000 });
    await jest.advanceTimersByTimeAsync(milliseconds);
    if (options.fails) throw new Error("git died");
    yield* [];
  };
  const source = withProgress({ tally, fragments: slow() }, io, { format: options.format ?? "text" });
  try {
    for await (const _ of source.fragments);
  } catch (error) {
    expect(options.fails).toBe(true);
    expect((error as Error).message).toBe("git died");
  }
  expect(jest.getTimerCount()).toBe(0);
  return text;
}

test("a scan that takes less than a second says nothing", async () => {
  expect(await written(900)).toBe("");
});

test.each([[false], [true]])(
  "a longer one tells how far it is, and takes the line away (fails: %p)",
  async (fails) => {
    const text = await written(1100, { fails });
    expect(text).toMatch(/^\r\x1b\[Kkeylatch: 1,234 files of 20,000 commits searched\S+\r\x1b\[K$/u);
  },
);

test.each([[{ isTTY: false }], [{ format: "json" as const }], [{ TERM: "dumb" }]])(
  "with %p there is none",
  async (options) => {
    expect(await written(5000, options)).toBe("");
  },
);
