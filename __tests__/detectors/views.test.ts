import { detect } from "../../detectors/detect.ts";
import { Fake } from "../../detectors/fake.ts";
import { withGaps } from "../../detectors/gaps.ts";
import { views } from "../../detectors/views.ts";

const base64 = (text: string) => Buffer.from(text).toString("base64");
const texts = (text: string) => [...views(text, undefined)].map((view) => view.text);

describe("Views", () => {
  test("are one for a text with nothing to decode", () => {
    expect(texts("just words\n")).toEqual(["just words\n"]);
  });

  test("decode in place, layer by layer", () => {
    const inner = base64("host=mail&amp;port=25 and more");
    expect(texts(`a: ${inner} b\n`)).toEqual([
      `a: ${inner} b\n`,
      "a: host=mail&amp;port=25 and more b\n",
      "a: host=mail&port=25 and more b\n",
    ]);
  });

  test("stop after three layers", () => {
    const four = [1, 2, 3, 4].reduce((text) => base64(text), "some plain words to be hidden");
    expect(texts(four)).toHaveLength(4);
    expect(texts(four).join(" ")).not.toContain("plain words");
  });

  test.each([
    ["umlauts", "nur für alle, denen es gefällt"],
    ["a byte order mark", "\uFEFFsettings of the mailer"],
    ["NUL between fields", "\0somebody\0a password of theirs"],
    ["line breaks", "one line\r\nanother line\n"],
  ])("read base64 of a text with %s", (_, text) => {
    expect(texts(`x: ${base64(text)}`)[1]).toContain(text.replace(/^\uFEFF/, "").replaceAll("\0", "\n"));
  });

  test("read base64 in wrapped lines", () => {
    const text = "a long text that takes more than one line of a wrapped block of base64";
    const wrapped = base64(text)
      .match(/.{1,40}/g)
      ?.join("\n  ") as string;
    expect(texts(`x: |\n  ${wrapped}\n`)[1]).toBe(`x: |\n  ${text}\n`);
  });

  test.each([
    ["with its last line, however short", "QUtJ", "AKI"],
    ["without the command below it", "QUIT", "\nQUIT"],
  ])("read a long line of base64 %s", (_, below, expected) => {
    const line = "a line that is forty-five characters in full.";
    expect(texts(`${base64(line)}\n${below}\n`)[1]).toBe(`${line}${expected}\n`);
  });

  test.each([": x", "=x", '="x"'])(
    "read a line of base64 above a long name that is given a value by %p",
    (given) => {
      const line = "twenty-one characters";
      expect(texts(`${base64(line)}\n  AWS_SECRET_ACCESS_KEY${given}\n`)[1]).toContain(line);
    },
  );

  test("leave base64 of binary alone", () => {
    const text = `x: ${new Fake(1).bytes(300).toString("base64")}`;
    expect(texts(text)).toEqual([text]);
  });
});

describe("Long texts", () => {
  const filler = "const answer = 42; // nothing of interest on this line\n".repeat(2000);

  test("lead to the place of what is hidden twice in their middle", () => {
    const secret = new Fake(2).smtpPassword();
    const token = base64(base64(`SMTP_PASSWORD=${secret}`));
    const [only, ...rest] = detect(`${filler}x: ${token}\n${filler}`);
    expect(rest).toEqual([]);
    expect(only?.value === secret).toBe(true);
    expect(only?.span).toEqual({ start: filler.length + 3, end: filler.length + 3 + token.length });
    expect(only?.encodings).toEqual(["base64"]);
  });

  test("are left out where the second layer has nothing to decode", () => {
    const [, , second] = texts(`${filler}x: ${base64("words &amp; more words")}\n${filler}`);
    expect(second).toContain("words & more words");
    expect(second?.length).toBeLessThan(25_000);
  });

  test("keep the lines around what is decoded whole", () => {
    const at = filler.length + 10;
    const text = `${filler}0123456789%41${filler}`;
    const gaps = withGaps(text, [{ start: at, end: at + 3, text: "A", kinds: ["percent-encoding"] }]);
    expect(gaps.map(({ kinds }) => kinds)).toEqual([[], ["percent-encoding"], []]);
    const [above, , below] = gaps;
    expect(above?.start).toBeLessThan(1100);
    expect(at - (above?.end as number)).toBeGreaterThanOrEqual(4096);
    expect(text.slice(above?.end, (above?.end as number) + 6)).toBe("\nconst");
    expect((below?.start as number) - at).toBeGreaterThanOrEqual(4096);
    expect(below?.end).toBe(text.length);
  });

  test("do not turn a piece of a run into a token", () => {
    const run = "aB3/".repeat(5000);
    const gaps = withGaps(run, [{ start: 10_000, end: 10_001, text: "x", kinds: ["escapes"] }]);
    for (const { text, kinds } of gaps) if (kinds.length === 0) expect(text).toMatch(/^\w_\s+_\w$/);
  });
});
