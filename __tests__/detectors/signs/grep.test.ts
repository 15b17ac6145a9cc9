import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { detect } from "../../../detectors/detect.ts";
import { Fake, inEverySyntax } from "../../../detectors/fake.ts";
import { finders } from "../../../detectors/index.ts";
import { mayHoldKeys } from "../../../detectors/mayHoldKeys.ts";
import { grepPatterns } from "../../../detectors/signs/grep.ts";
import { allExamples } from "../../helpers/allExamples.ts";
import { encoder, hiddenTexts } from "../../helpers/hidden.ts";
import { mailEnv } from "../../helpers/keys.ts";
import { hasGnuGrep } from "../../helpers/quickPath.ts";

const folder = mkdtempSync(join(tmpdir(), "keylatch-test-"));
const searches = Object.entries(grepPatterns(finders)).map(([name, patterns]) => {
  const file = join(folder, name);
  writeFileSync(file, Buffer.from(`${patterns.join("\n")}\n`, "latin1"));
  return file;
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Text {
  readonly text: string;
  readonly path?: string;
}

const MARK = "0123456789abcdef";
const HEADER = `${MARK}\n`;

/** Which of some texts grep finds nothing in, each a record's content, or behind another header. */
function unseen(texts: readonly Text[], header = HEADER): Text[] {
  const records = texts.map(({ text }) => Buffer.from(header + text));
  for (const record of records)
    for (let at = 0; at < record.length; at++) if ((record[at] as number) < 3) record[at] = 1;
  const input = Buffer.concat(records.flatMap((record) => [record, Buffer.alloc(1)]));
  const seen = new Set<number>();
  for (const file of searches) {
    const args = ["-zanEf", file];
    const { status, stdout } = spawnSync("grep", args, {
      input,
      env: { ...process.env, LC_ALL: "C" },
      maxBuffer: 1 << 28,
    });
    expect(status).toBeLessThan(2);
    for (const line of stdout.toString("latin1").split("\0").slice(0, -1))
      seen.add(Number.parseInt(line, 10) - 1);
  }
  return texts.filter((_, index) => !seen.has(index));
}

(hasGnuGrep ? describe : describe.skip)("What grep finds nothing in", () => {
  /** Those of some texts that detectors have something to say about, and grep has not, neither of text nor of path. */
  function missed(texts: readonly Text[]): Text[] {
    return unseen(texts).filter(
      ({ text, path }) =>
        !finders.some(({ paths }) => path !== undefined && paths?.test(path)) &&
        mayHoldKeys(Buffer.from(text), path) &&
        detect(text, path === undefined ? {} : { path }).length > 0,
    );
  }

  test("has nothing for the detectors, however it is written", () => {
    const texts = fc.sample(hiddenTexts, { numRuns: 20_000, seed: 5 }).map((text) => ({ text }));
    expect(missed(texts)).toEqual([]);
  });

  test("is no example of a detector, plain or encoded", () => {
    const examples = [...allExamples(3).values(), ...allExamples(4).values()].flatMap(({ match }) => match);
    const texts = examples.flatMap(({ text, ...path }, index) => [
      { text, ...path },
      { text: encoder(index + 1, true)(text), ...path },
      { text: Buffer.from(text).toString("base64"), ...path },
      { text: JSON.stringify({ text }), ...path },
    ]);
    expect(texts.length).toBeGreaterThan(500);
    expect(missed(texts)).toEqual([]);
  });

  test("is no key in any syntax", () => {
    const texts = fc
      .sample(fc.nat({ max: 1e6 }), { numRuns: 30, seed: 2 })
      .flatMap((seed) => {
        const fake = new Fake(seed);
        const [id, secret, password] = [fake.accessKeyId(), fake.secretAccessKey(), fake.smtpPassword()];
        return [
          ...inEverySyntax("AWS_ACCESS_KEY_ID", id),
          ...inEverySyntax("AWS_SECRET_ACCESS_KEY", secret),
          ...inEverySyntax("SMTP_PASSWORD", password),
          ...inEverySyntax("anypoint.client_secret", fake.clientSecret()),
        ];
      })
      .map(({ text }) => ({ text }));
    expect(missed(texts)).toEqual([]);
  });

  test("is no list of strings that a call joins, at any distance in a file", () => {
    const { id } = mailEnv(4);
    const parts = [id.slice(0, 7), id.slice(7)];
    const texts = ['"', "'"].flatMap((quote) => {
      const [one, other] = parts.map((part) => quote + part + quote);
      const empty = quote + quote;
      return [
        `[${one}, ${other}].join(${empty})`,
        `x = [\n  ${one},\n  ${other},\n];\n\nfoo();\n\ny = x.join(${empty});`,
        `${empty}.join([${one}, ${other}])`,
        `concat!(${one}, ${other})`,
        `${one}.concat(${other})`,
        JSON.stringify(`${empty}.join([${one}, ${other}])`),
        JSON.stringify(`x = [\n\t${one},\r\n\t${other}\n].join(${empty})`),
        JSON.stringify(`x = ${one}.concat(\n  ${other})`),
        `{"x": "${JSON.stringify(one).slice(1, -1)} +\\u000a ${JSON.stringify(other).slice(1, -1)}"}`,
        `x = ${one} +%0A ${other}`,
      ];
    });
    expect(unseen(texts.map((text) => ({ text })))).toEqual([]);
  });

  test("is no seam behind an escape that is cut, and no base64 of few letters in a row", () => {
    const { secret } = mailEnv(6);
    const chosen = `Größe${new Fake(6).int(90) + 10}`;
    const texts = [
      `p = "\\\\" + "u0042${secret.slice(1)}";`,
      "p = `\\` + `u0042x`",
      `password = "${secret.slice(0, 20)}" &\t_\n\t"${secret.slice(20)}"`,
      `data: ${Buffer.from(`mule.key=${chosen}`).toString("base64")}`,
    ];
    expect(unseen(texts.map((text) => ({ text })))).toEqual([]);
  });

  test("is no key behind or between what is escaped, where a link has the same", () => {
    const { secret } = mailEnv(8);
    const random = new Fake(8).secretAccessKey().replace(/[+/]/g, "k");
    const [one, other] = [secret.slice(0, 20), secret.slice(20)];
    const texts = [
      `{"diff": "--- a/aws_secret_access_key\\n@@ -1 +0,0 @@\\n-${random}\\n"}`,
      ...["-", "+", ":+"].map((sign) => `x=\${AWS_SECRET_KEY${sign}${random}}`),
      ...["%20-s", "%3A-", "%20--secret-key%20-k"].map((before) => `AWS_SECRET_ACCESS_KEY${before}${random}`),
      ...["+", ".", "||", "~", ""].map((sign) => `<a href="javascript:k='${one}'%20${sign}%20'${other}'">`),
      ...["%2B", "\n%2F%2F", "\n%2B", "%%2b", "\\053"].map((sign) => `"${one}" ${sign} "${other}"`),
      ...[",%20", ",\f", ",\v", ",\u00a0"].map((sign) => `["${one}"${sign}"${other}"].join("")`),
      ...["+ // it's one\n", ". # a\tb\n", "+ /* a */ ", "++ # a\r\n\n\t", "+\t\\/\\/ a\n"].flatMap(
        (sign) => [
          `"${one}" ${sign} "${other}"`,
          JSON.stringify(`"${one}" ${sign} "${other}"`),
          JSON.stringify(`'${one}' ${sign} '${other}'`).replaceAll("/", "\\/"),
        ],
      ),
      `["${one}", // a\n "${other}"].join("")`,
      `'${one}'.concat%28'${other}')`,
      `x = \`${one}\` ~ \`${other}\`;`,
      `x = ["${one}", "${other}"];\n// ${"\u5bc6".repeat(130)}\ny = x.join("")`,
    ].map((text) => ({ text }));
    for (const { text } of texts) expect(detect(text)).not.toEqual([]);
    for (const { text } of texts) expect(mayHoldKeys(Buffer.from(text), undefined)).toBe(true);
    expect(unseen(texts)).toEqual([]);
  });

  test("is no path that wakes a detector", () => {
    const paths = [
      "credentials",
      "a/credentials",
      "a/credentials.json",
      "registration.yaml",
      "a/registration-1.yml",
      "mule-agent.yml",
      "x/mule-license.lic",
      "MuleSoft-licence-2.lic",
      "src/anypoint/x.ts",
      "community.md",
    ];
    const changes = paths.map((path) => `:000000 100644 ${"0".repeat(40)} ${"1".repeat(40)} A\t${path}\n`);
    for (const path of paths)
      expect([path, finders.some((detector) => detector.paths?.test(path))]).toEqual([path, true]);
    expect(
      unseen(
        changes.map((text) => ({ text: `${MARK}:${text}` })),
        "",
      ),
    ).toEqual([]);
    expect(
      unseen(
        [{ text: `${MARK}::000000 100644 ${"0".repeat(40)} ${"1".repeat(40)} A\tmy-credentials.md\n` }],
        "",
      ),
    ).toHaveLength(1);
  });

  test("are the texts that most commits are made of", () => {
    const texts = [
      'import { a } from "./b.ts";\n\nexport const c = (d: string) => a(d, { e: true, f: [1, 2] });\n',
      "# Title\n\nSome words, a [link](https://example.com/a/b?c=d#e), `code` and *more*.\n",
      '{\n  "name": "x",\n  "version": "1.0.0",\n  "scripts": { "test": "jest --coverage" }\n}\n',
      'def f(x):\n    """What it does."""\n    return x.y["z"]\n',
      `- uses: actions/checkout@${"0a1b2c3d4e".repeat(4)}\n  with:\n    fetch-depth: 0\n`,
      "grüße: äöü\n",
      '[a badge](https://x.io/a%3Ab?c=%40d/e%20f%40g), printf("%% of %d"), `one` and `two`. `Three`\n',
      "const path = /^\\/(?:[a-z]+\\/)?x$/; const WSAPROVIDERFAILEDINI = InstanceType;\n",
      'password = os.environ["SMTP_PASSWORD"]\n',
    ];
    expect(unseen(texts.map((text) => ({ text })))).toHaveLength(texts.length);
  });
});
