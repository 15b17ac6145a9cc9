import { gzipSync } from "node:zlib";
import { Unpacker } from "../../detectors/archives/unpacker.ts";
import { correlate } from "../../detectors/correlate.ts";
import { detect } from "../../detectors/detect.ts";
import { Fake } from "../../detectors/fake.ts";
import { mailEnv } from "../helpers/keys.ts";
import { tar } from "../helpers/tar.ts";
import { zip } from "../helpers/zip.ts";

const MIB = 1 << 20;
const zeros = Buffer.alloc(8 * MIB);
const base64 = (data: string | Buffer) => Buffer.from(data).toString("base64");

function unpacked(bytes: Buffer, most = 64 * MIB) {
  const skipped = new Set<string>();
  const members = [...new Unpacker(most, (reason) => skipped.add(reason)).members(bytes)];
  return { texts: members.map(({ name, bytes }) => `${name}: ${bytes}`), skipped: [...skipped] };
}

describe("What is packed", () => {
  test.each<[string, Buffer, string[]]>([
    ["gzip", gzipSync("a"), ["undefined: a"]],
    ["gzip in gzip", gzipSync(gzipSync("a")), ["undefined: a"]],
    ["zip", zip({ "x/y.txt": "a", z: "b" }), ["x/y.txt: a", "z: b"]],
    ["zip in zip", zip({ "in.zip": zip({ x: "a" }) }), ["x: a"]],
    ["gzip in zip", zip({ "x.gz": gzipSync("a") }), ["x.gz: a"]],
    ["tar in gzip", gzipSync(tar({ "x/y": "a", z: "b".repeat(600) })), ["x/y: a", `z: ${"b".repeat(600)}`]],
    ["text", Buffer.from("a"), ["undefined: a"]],
  ])("is read: %s", (_, bytes, texts) => {
    expect(unpacked(bytes)).toEqual({ texts, skipped: [] });
  });

  const damaged = zip({ x: "abcdef" });
  damaged.fill(0xff, 31, 39);

  test.each<[string, Buffer, string[], string]>([
    ["a bomb", gzipSync(zeros), [], "gzip data unpacks to more than keylatch reads"],
    [
      "a bomb in a zip",
      zip({ x: zeros, y: "b" }),
      ["y: b"],
      'zip data "x" unpacks to more than keylatch reads',
    ],
    ["too deep", gzipSync(gzipSync(gzipSync("a"))), [], "gzip data is nested more than 2 deep"],
    ["too deep", zip({ a: zip({ b: zip({ c: "d" }) }) }), [], 'zip data "b" is nested more than 2 deep'],
    ["cut off", gzipSync("abc").subarray(0, 15), [], "gzip data is damaged or cut off"],
    ["cut off", zip({ x: "a" }).subarray(0, 40), [], "zip data is damaged or cut off"],
    ["damaged", damaged, [], 'zip data "x" is damaged or cut off'],
    ["encrypted", zip({ x: "a" }, 1), [], '"x" in zip data is encrypted'],
  ])("is left out with a reason: %s", (_, bytes, texts, reason) => {
    expect(unpacked(bytes)).toEqual({ texts, skipped: [reason] });
  });

  test("does not become more than is asked for, in however many pieces", () => {
    const members = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`${i}`, Buffer.alloc(MIB, i)]));
    const { texts, skipped } = unpacked(zip(members), 4 * MIB);
    expect(texts.length).toBeLessThan(5);
    expect(skipped.length).toBeGreaterThan(44);
  });

  test("is read in linear time", () => {
    const started = performance.now();
    const bombs = Array.from({ length: 2000 }, () => base64(gzipSync(zeros.subarray(0, MIB)))).join("\n");
    const reasons: string[] = [];
    detect(bombs, { onSkipped: (reason) => reasons.push(reason) });
    expect(reasons.length).toBeGreaterThan(0);
    expect(performance.now() - started).toBeLessThan(30_000);
  });
});

describe("An archive in base64", () => {
  const { text, secret } = mailEnv(41);

  test.each<[string, string, string[]]>([
    ["gzip", base64(gzipSync(text)), ["base64", "gzip"]],
    ["zip", base64(zip({ "mail.env": text })), ["base64", "zip"]],
    ["tar in gzip", base64(gzipSync(tar({ "mail.env": text }))), ["base64", "gzip"]],
    [
      "a Helm release",
      base64(base64(gzipSync(JSON.stringify({ config: text })))),
      ["base64", "gzip", "escapes"],
    ],
    ["gzip of UTF-16", base64(gzipSync(Buffer.from(`\uFEFF${text}`, "utf16le"))), ["base64", "gzip"]],
  ])("is searched: %s", (_, token, encodings) => {
    const before = "data:\n  release: ";
    const matches = correlate([detect(`${before}${token}\n`)])[0] ?? [];
    expect(matches.map(({ detector }) => detector.id).sort()).toEqual([
      "aws-access-key-id",
      "aws-ses-smtp-password",
    ]);
    for (const { span } of matches)
      expect(span).toEqual({ start: before.length, end: before.length + token.length });
    const password = matches.find(({ value }) => value === secret);
    expect(encodings).toEqual(expect.arrayContaining([...(password?.encodings ?? ["none"])]));
  });

  test("is searched when it is wrapped", () => {
    const noise = new Fake(3).string("abcdefghijklmnopqrstuvwxyz\n", 300);
    const lines = base64(gzipSync(text + noise)).replace(/(.{64})/g, "$1\n");
    expect(detect(`${lines}\n`)).toHaveLength(2);
  });
});
