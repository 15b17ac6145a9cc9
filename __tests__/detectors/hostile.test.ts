import { correlate } from "../../detectors/correlate.ts";
import { detect } from "../../detectors/detect.ts";
import { Fake } from "../../detectors/fake.ts";

const fill = (unit: string, size = 500_000) => unit.repeat(Math.ceil(size / unit.length)).slice(0, size);
const base64 = (text: string) => Buffer.from(text).toString("base64");

// A second on a slow machine; what is quadratic takes many minutes.
const MOST_MS = 30_000;

function milliseconds(text: string): number {
  const started = performance.now();
  correlate([detect(text)]);
  return performance.now() - started;
}

describe("Half a megabyte of hostile text takes no longer than its size asks", () => {
  const fake = new Fake(9);
  const lines = (make: () => string, separator: string) => Array.from({ length: 300 }, make).join(separator);

  test.each([
    ["joined quotes", fill('" + "')],
    ["quotes and blanks", fill(`"${" ".repeat(20)}`)],
    ["percent signs", fill("%25")],
    ["entities", fill("&amp;")],
    ["two-byte units", fill("a\0")],
    ["blanks", fill(" ")],
    ["names", fill("secret=")],
    ["open objects", fill('{"password":')],
    ["open elements", fill("<password>")],
    ["names and keys on one line", fill('"name":"secret","key":"secret",')],
    ["cells", fill("| secret ")],
    ["open members", fill('"secret":{"type":"x",')],
    ["open servers", fill("<server><password>abc")],
    ["logins", fill("docker login -p x rtf ")],
    ["values in addresses", fill("https://anypoint:mulesoft.com")],
    ["prefixes of ids", fill("AKIA")],
    ["prefixes of tokens", fill("IQoJb3JpZ2luX2Vj")],
    ["terminal colours", fill("\u001b[0;0;0;0;0m")],
    ["ids on one line", fill(lines(() => fake.accessKeyId(), ","))],
    ["secrets on one line", fill(lines(() => fake.secretAccessKey(), ","))],
    ["pairs", fill(lines(() => `${fake.accessKeyId()},${fake.secretAccessKey()}`, "\n"))],
    ["passwords", fill(lines(() => fake.smtpPassword(), " mail "))],
    ["ids in one token", base64(fill(lines(() => fake.accessKeyId(), "\n")))],
    ["doubled percent signs", fill("%%0A")],
    ["literals in comments", fill('" +\n// ')],
    ["empty quotes", fill("'' ")],
    ["words before names", fill("a client secret ")],
    ["lines of headers", fill("secret,token\n")],
    ["hosts and ids", fill(`anypoint.mulesoft.com:${fake.uuid()}.`)],
    ["wrapped lines with a rest", fill(`${base64(fill("words ", 48))}\nQUtJ\n`)],
  ])("%s", (_, text) => {
    expect(milliseconds(text)).toBeLessThan(MOST_MS);
  });
});

describe("Ten megabytes take twenty times as long, and no more", () => {
  const nested = Array.from({ length: 6 }).reduce<string>(base64, fill("password=correct horse ", 1500));
  const TEN = 10_000_000;

  test.each([
    ["one letter", () => fill("A", TEN)],
    ["quotes", () => fill('"', TEN)],
    ["backslashes", () => fill("\\", TEN)],
    ["assignments of nothing", () => fill("key=", TEN)],
    ["base64", () => base64(fill("words and words ", TEN))],
    ["nested base64", () => fill(`${nested}\n`, TEN)],
  ])("%s", (_, make) => {
    expect(milliseconds(make())).toBeLessThan(2 * MOST_MS);
  });
});
