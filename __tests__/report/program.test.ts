import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { chooseStyle } from "../../src/report/style.ts";
import { commandWithProgram, withProgram } from "../../src/report/withProgram.ts";

const folder = mkdtempSync(join(tmpdir(), "keylatch-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A folder with a keylatch in it. */
function withKeylatch(name: string): string {
  const path = join(folder, name);
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, "keylatch"), "");
  return path;
}

const yarn = "--require /app/.pnp.cjs --experimental-loader file:///app/.pnp.loader.mjs";

test.each([
  ["nowhere", { PATH: folder }, "npx keylatch"],
  ["no PATH", {}, "npx keylatch"],
  ["for good", { PATH: [folder, withKeylatch("bin")].join(delimiter) }, "keylatch"],
  ["only for a hook or a script", { PATH: withKeylatch("p/node_modules/.bin") }, "npx keylatch"],
  [
    "only for the pre-commit framework",
    { PATH: withKeylatch("repo1a2b/node_env-system/bin") },
    "npx keylatch",
  ],
  ["only for yarn run", { PATH: withKeylatch("xfs-1a2b3c4d"), NODE_OPTIONS: yarn }, "yarn keylatch"],
  ["only for npx", { PATH: withKeylatch("_npx/1a2b/bin") }, "npx keylatch"],
  ["Yarn Plug'n'Play", { PATH: folder, NODE_OPTIONS: yarn }, "yarn keylatch"],
  ["for good beside Yarn", { PATH: withKeylatch("bin"), NODE_OPTIONS: yarn }, "keylatch"],
])("commands begin with what the reader can type: keylatch on the PATH %s", (_, env, program) => {
  expect(chooseStyle(env, { columns: 80, write: () => true }).program).toBe(program);
});

test.each([
  ["Run `keylatch init` again.", "Run `npx keylatch init` again."],
  ["keylatch leaves alone:", "keylatch leaves alone:"],
  ["husky comes with keylatch here", "husky comes with keylatch here"],
])("what is to be typed in the prose %j", (prose, typed) => {
  expect(withProgram(prose, "npx keylatch")).toBe(typed);
});

test.each([
  ["keylatch trace X\ngit log\nkeylatch ci", "npx keylatch trace X\ngit log\nnpx keylatch ci"],
  ["docker save IMAGE && keylatch scan --image x", "docker save IMAGE && npx keylatch scan --image x"],
  ["npm install --global keylatch", "npm install --global keylatch"],
  ["git add .keylatch && git commit", "git add .keylatch && git commit"],
])("what is to be typed for the command %j", (command, typed) => {
  expect(commandWithProgram(command, "npx keylatch")).toBe(typed);
});
