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

const yarn = { npm_config_user_agent: "yarn/4.18.1 npm/? node/v20.20.2 linux x64" };
const yarn1 = { npm_config_user_agent: "yarn/1.22.22 npm/? node/v20.20.2 linux x64" };

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
  ["only for yarn run", { PATH: withKeylatch("xfs-1a2b3c4d"), ...yarn }, "yarn keylatch"],
  ["only for npx", { PATH: withKeylatch("_npx/1a2b/bin") }, "npx keylatch"],
  ["for Yarn", { PATH: folder, ...yarn }, "yarn keylatch"],
  ["for Yarn 1, which links commands as npm does", { PATH: folder, ...yarn1 }, "npx keylatch"],
  ["for good beside Yarn", { PATH: withKeylatch("bin"), ...yarn }, "keylatch"],
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
  // Hooks call what is installed, never npx
  ['keylatch pre-push "$@"', 'keylatch pre-push "$@"'],
  ["npm install --global keylatch", "npm install --global keylatch"],
  ["git add .keylatch && git commit", "git add .keylatch && git commit"],
])("what is to be typed for the command %j", (command, typed) => {
  expect(commandWithProgram(command, "npx keylatch")).toBe(typed);
});
