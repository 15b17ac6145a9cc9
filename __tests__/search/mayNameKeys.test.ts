import { detect } from "../../detectors/detect.ts";
import { Fake } from "../../detectors/fake.ts";
import { mayNameKeys } from "../../src/search/mayNameKeys.ts";
import { shapedKeys } from "../helpers/keys.ts";

/** Names that would take in the name below them if they were lines of a text. */
function neighbours(fake: Fake): string[] {
  const base64 = fake.bytes(48).toString("base64url");
  const readable = Buffer.from(`some readable text ${fake.int(1000)}`).toString("base64url");
  const stems = [
    base64,
    `${base64}-${readable}`,
    readable,
    readable.slice(0, -1),
    percent(readable.slice(0, 21)),
  ];
  return stems.flatMap((stem) => ["", "=", "\\", '"', "'", "%3D", "%5C", "ä"].map((end) => stem + end));
}

/** Names that a detector finds something in. */
function keyNames(fake: Fake): string[] {
  const plain = shapedKeys(fake).map((key) => key.replaceAll("/", "_"));
  const encoded = plain.map((key) => Buffer.from(`${key}\n`).toString("base64url"));
  const names = [
    ...plain,
    ...encoded,
    ...encoded.map(percent),
    ...encoded.map((name) => `"${percent(name)}`),
  ];
  return names.filter((name) => detect(name, { path: "(file name)" }).length > 0);
}

/** With one of its first characters escaped. */
function percent(name: string): string {
  return name.replace(/[a-z]/, (letter) => `%${letter.charCodeAt(0).toString(16)}`);
}

test("no name hides a key in the name after it", () => {
  let searched = 0;
  for (let seed = 0; seed < 20; seed++) {
    const fake = new Fake(seed);
    for (const key of keyNames(fake)) {
      for (const other of neighbours(fake)) {
        expect([other, mayNameKeys([other, key])]).toEqual([other, true]);
        expect([other, mayNameKeys([`${other}/${key}/index.ts`])]).toEqual([other, true]);
        searched++;
      }
    }
  }
  expect(searched).toBeGreaterThan(1000);
});

test.each<[string, readonly string[]]>([
  ["no names", []],
  ["names", ["src/index.ts", "docs/größe.md", "README"]],
  ["the name of a key", ["src/secret_access_key.ts"]],
])("%s are no keys", (_, names) => {
  expect(mayNameKeys(names)).toBe(false);
});
