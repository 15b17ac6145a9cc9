import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { detectors } from "../../detectors/index.ts";
import { KeylatchError } from "../../src/errors.ts";
import { showPaged } from "../../src/report/pager.ts";
import { answer, ioTo } from "./answer.ts";

const id = "aws-ses-smtp-password";
const formats = ["text", "markdown", "json"];

test.each(formats)("without an id, %s lists every kind of key with its title", async (format) => {
  const { code, text } = await answer(undefined, { format });
  expect(code).toBe(0);
  const unwrapped = text.replaceAll(/\s+/g, " ");
  for (const detector of detectors) {
    expect(unwrapped).toContain(detector.id);
    expect(unwrapped).toContain(detector.title);
    expect(unwrapped).toContain(detector.severity);
  }
});

test("the list stays within 80 columns", async () => {
  const { text } = await answer(undefined);
  expect(text.split("\n").filter((line) => line.length > 80)).toEqual([]);
});

test("an unknown id names the nearest one and fails as a usage error", async () => {
  const failure = await answer("aws-ses-smtp-pasword").catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(KeylatchError);
  expect(failure).toMatchObject({
    code: "unknown-id",
    message: '"aws-ses-smtp-pasword" is not a kind of key',
  });
  expect((failure as KeylatchError).hint).toContain(`Did you mean "${id}"?`);
});

test("an id that is near to none gets no guess", async () => {
  await expect(answer("x")).rejects.toMatchObject({ hint: "`keylatch explain` lists them." });
});

test("with a store and a language, only that example and how to store the value", async () => {
  const { text } = await answer(id, { store: "vault", lang: "go" });
  expect(text).toContain("HashiCorp Vault, Go:");
  expect(text).toContain("vault kv put -mount=secret mail/ses -");
  expect(text).not.toContain("Revoke and rotate");
  expect(text.match(/^ {2}.*, (?:TypeScript|Python|Java|Go|C#):$/gm)).toHaveLength(1);
});

test("with a store alone, the example in all five languages", async () => {
  const { text } = await answer(id, { store: "conjur" });
  expect(text.match(/^ {2}CyberArk Conjur, .*:$/gm)).toHaveLength(5);
});

test("with a language alone, the example for all four stores", async () => {
  const { text } = await answer(id, { lang: "csharp" });
  expect(text.match(/^ {2}.*, C#:$/gm)).toHaveLength(4);
});

test("JSON has all twenty examples", async () => {
  const { text } = await answer(id, { format: "json" });
  expect(JSON.parse(text).snippets).toHaveLength(20);
});

test("a page says when it was checked", async () => {
  expect((await answer(id)).text).toContain("Checked November 2026.");
});

test("colour is for terminals that want it", async () => {
  const terminal = { isTTY: true, columns: 80 };
  const env = { PAGER: "cat", TERM: "xterm" };
  expect((await answer(id, {}, terminal, env)).text).toContain("\x1b[");
  expect((await answer(id, { noColor: true }, terminal, env)).text).not.toContain("\x1b[");
  expect((await answer(id)).text).not.toContain("\x1b[");
});

describe("on a terminal", () => {
  const terminal = { isTTY: true, columns: 80 };
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "keylatch-pager-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test("the page goes to the pager, with its options", async () => {
    const seen = join(folder, "seen");
    const env = { ...process.env, PAGER: `cat > '${seen}'`, NO_COLOR: "1" };
    const { text } = await answer(id, {}, terminal, env);
    expect(text).toBe("");
    expect(readFileSync(seen, "utf8")).toBe((await answer(id)).text);
  });

  test("a pager that is not there is no failure", async () => {
    const env = { ...process.env, PAGER: join(folder, "nothing"), NO_COLOR: "1" };
    const { code, text } = await answer(id, {}, terminal, env);
    expect(code).toBe(0);
    expect(text).toBe((await answer(id)).text);
  });

  // More than a pipe holds: such a pager is gone before all is written to it, which is an error of its own.
  test.each(["/nothing/there", "exit 126"])(
    "all of a long text is written where the pager is %p",
    (pager) => {
      const text = "a line\n".repeat(200_000);
      let written = "";
      const env = { ...process.env, PAGER: pager };
      showPaged(
        ioTo((part) => (written += part), terminal, env),
        text,
      );
      expect(written === text).toBe(true);
    },
  );

  test("a pager that leaves at once is no failure, and nothing is written twice", async () => {
    const { code, text } = await answer(id, {}, terminal, { ...process.env, PAGER: "true" });
    expect(code).toBe(0);
    expect(text).toBe("");
  });

  test("JSON is never paged", async () => {
    const { text } = await answer(id, { format: "json" }, terminal, { ...process.env, PAGER: "true" });
    expect(JSON.parse(text).id).toBe(id);
  });
});

test("PowerShell gets single commands of its own, and a word about the others", async () => {
  const { text } = await answer("anypoint-client-secret", {}, {}, { KEYLATCH_SHELL: "powershell" });
  expect(text).toContain('"${C}?resetSecret=true"');
  expect(text).toMatch(/\$A = "https:/);
  expect(text).toContain("are for a POSIX shell");
  const json = await answer("anypoint-client-secret", { format: "json" });
  expect(json.text).toContain('"powershell": "$A =');
  expect(json.text).not.toContain("are for a POSIX shell");
});
