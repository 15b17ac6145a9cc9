import { Fake } from "../../detectors/fake.ts";
import { search } from "../../src/search/search.ts";
import { allExamples } from "../helpers/allExamples.ts";

let mockIsPlain = false;
jest.mock("../../detectors/mayHoldKeys.ts", () => {
  const real = jest.requireActual<typeof import("../../detectors/mayHoldKeys.ts")>(
    "../../detectors/mayHoldKeys.ts",
  );
  return {
    ...real,
    mayHoldKeys: (...args: Parameters<typeof real.mayHoldKeys>) => mockIsPlain || real.mayHoldKeys(...args),
  };
});

/** What a search finds and where, as text. */
async function found(bytes: Buffer, path: string | undefined, isPlain: boolean): Promise<string> {
  mockIsPlain = isPlain;
  const skipped: string[] = [];
  const sightings = await search([bytes], path, (reason) => skipped.push(reason));
  const told = sightings.map(({ match: { detector, ...match }, ...place }) => [detector.id, match, place]);
  return JSON.stringify([told, skipped]);
}

const prose = "Lorem ipsum dolor sit amet, consectetur\n\tadipiscing elit; sed = do(eiusmod) { tempor }\n";

const FORMS: Readonly<Record<string, (text: string) => Buffer>> = {
  "as it is": (text) => Buffer.from(text),
  "in UTF-16": (text) => Buffer.from(`\uFEFF${text}`, "utf16le"),
  "in UTF-16, big endian, without a mark": (text) => Buffer.from(`${prose}${text}`, "utf16le").swap16(),
  "in Latin-1": (text) => Buffer.from(`\xe9\n${text}`, "latin1"),
  "in base64": (text) => Buffer.from(`data: ${Buffer.from(text).toString("base64")}\n`),
  "in JSON": (text) => Buffer.from(JSON.stringify({ [prose]: text })),
  "deep in a long file": (text) => Buffer.from(`${prose.repeat(7000)}${text}\n${prose.repeat(50)}`),
  "across the border of two chunks": (text) =>
    Buffer.from(`${prose.repeat(4000).slice(0, (1 << 18) - 40)}\n${text}\n${prose.repeat(3000)}`),
};

describe.each(Object.entries(FORMS))("%s, the filter changes nothing of what is found in", (_, form) => {
  test.each([...allExamples(31)])("the examples of %s", async (_, { match, noMatch }) => {
    for (const { text, path } of [...match, ...noMatch] as readonly { text: string; path?: string }[]) {
      const bytes = form(text);
      expect(await found(bytes, path, false)).toBe(await found(bytes, path, true));
    }
  });
});

test("what follows chunks that are not decoded has the right line and column", async () => {
  const secret = new Fake(5).smtpPassword();
  const line = `é ${"x".repeat(300)} `;
  for (const before of [prose.repeat(9000), line.repeat(3000), `${line}\n`.repeat(3000)]) {
    const [sighting] = await search([Buffer.from(`${before}smtp password: ${secret}`)], undefined);
    const start = `${before}smtp password: `;
    expect([sighting?.line, sighting?.column]).toEqual([
      start.split("\n").length,
      start.length - start.lastIndexOf("\n"),
    ]);
  }
});

test.each<[string, (bytes: Buffer) => Buffer]>([
  ["little", (bytes) => bytes],
  ["big", (bytes) => bytes.swap16()],
])("what is added to UTF-16, %s endian, in one byte per character is read as well", async (_, turned) => {
  const [first, second] = [new Fake(91).smtpPassword(), new Fake(92).smtpPassword()];
  const wide = turned(Buffer.from(`\uFEFFSES_SMTP_PASSWORD=${first}\r\n`, "utf16le"));
  const bytes = Buffer.concat([wide, Buffer.from(`SES_SMTP_PASSWORD=${second}\n`)]);
  mockIsPlain = false;
  const values = (await search([bytes], undefined)).map(({ match }) => match.value);
  expect([values.includes(first), values.includes(second)]).toEqual([true, true]);
});

const ENCODINGS: Record<string, (text: string) => Buffer> = {
  "UTF-8": (text) => Buffer.from(text),
  "UTF-16, little endian": (text) => Buffer.from(text, "utf16le"),
  "UTF-16, big endian": (text) => Buffer.from(text, "utf16le").swap16(),
};
const WIDTHS = [0, 64, 76];

test.each(
  Object.keys(ENCODINGS).flatMap((encoding) =>
    WIDTHS.flatMap((width) => ["\n", "\\n"].map((end) => [encoding, width, end] as const)),
  ),
)(
  "base64 that is longer than a chunk is read wherever it begins: %s, lines of %i, %j",
  async (name, width, end) => {
    mockIsPlain = false;
    const key = new Fake(11).smtpPassword();
    const random = new Fake(12);
    const words = Array.from({ length: 60_000 }, () => random.string("abcdefghij", 5)).join(" ");
    const encoded = Buffer.from(`${words}\nSES_SMTP_PASSWORD=${key}\nend\n`).toString("base64");
    const wrapped = width === 0 ? encoded : encoded.replace(new RegExp(`.{${width}}`, "g"), `$&${end}`);
    for (const member of ["d", "da", "dat", "data"]) {
      const bytes = ENCODINGS[name]?.(`{"${member}":"${wrapped}"}\n`) as Buffer;
      const sightings = await search([bytes], undefined);
      expect(sightings.map(({ match }) => match.value)).toEqual([key]);
    }
  },
);
