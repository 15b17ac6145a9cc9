import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { picture, themes } from "../scripts/picture.ts";
import { mailEnv } from "./helpers/keys.ts";
import { TestRepo } from "./helpers/repo.ts";

const DOCS = resolve(__dirname, "../docs");
const TITLE = "A commit that keylatch blocks, with the steps that fix it";

/** `npm run docs` runs this file to draw what it otherwise compares. */
const draws = process.env.KEYLATCH_DOCS === "write";
const { text, id, secret } = mailEnv(1);
let shown: string;

beforeAll(() => {
  const repo = new TestRepo();
  repo.install();
  repo.write("config/mail.env", text);
  repo.git("add", "config/mail.env");
  const args = ["commit", "-m", "wire the mailer"];
  const { stderr, code } = repo.run("git", args, { env: { FORCE_COLOR: "1", COLUMNS: "80" } });
  expect(code).toBe(1);
  const account = /AWS account (\d{12})/.exec(stderr)?.[1] as string;
  // The id is made up, and still nothing key-shaped belongs into a file.
  const harmless = stderr.replaceAll(id, `AKIA${"0".repeat(16)}`).replaceAll(account, "123456789012");
  shown = `$ git commit -m "wire the mailer"\n${harmless}`;
  repo.remove();
});

test.each(["light", "dark"] as const)(
  "docs/blocked-commit-%s.svg shows a blocked commit (npm run docs)",
  (name) => {
    const file = resolve(DOCS, `blocked-commit-${name}.svg`);
    const drawn = picture(shown, themes[name], TITLE);
    expect(drawn).toContain("commit blocked");
    expect(drawn).not.toContain(secret.slice(0, 8));
    if (draws) writeFileSync(file, drawn);
    expect(readFileSync(file, "utf8")).toBe(drawn);
  },
);

test("a drawing keeps columns, colours and signs", () => {
  const drawn = picture("a <b>\n  \x1b[31mred\x1b[39m \x1b[1mbold\x1b[22m\n", themes.dark, "t");
  expect(drawn).toContain(">a &lt;b&gt;</text>");
  expect(drawn).toMatch(/x="34.8" y="[\d.]+" textLength="25.2" fill="#ff7b72">red</);
  expect(drawn).toMatch(/x="68.4" y="[\d.]+" textLength="33.6" font-weight="600">bold</);
});
