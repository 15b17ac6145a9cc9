import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Fake } from "../../detectors/fake.ts";
import { otherSecrets } from "../../src/explain/otherSecrets.ts";
import { TestRepo } from "../helpers/repo.ts";
import { run, toolchain, withToolchain } from "../helpers/toolchain.ts";

const PACKAGES = ["secretlint@12.0.0", "@secretlint/secretlint-rule-preset-recommend@12.0.0"];

const secretlint = toolchain(`secretlint ${PACKAGES.join(" ")}`, (folder) => {
  writeFileSync(join(folder, "package.json"), '{"private":true}');
  run("npm", ["install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", ...PACKAGES], folder);
});

const [command] = otherSecrets.flatMap((passage) =>
  typeof passage !== "string" && passage.kind === "code" ? [passage.code] : [],
);

withToolchain("secretlint, installed by npm", secretlint, (folder) => {
  let repo: TestRepo;
  beforeAll(() => {
    repo = new TestRepo();
    repo.write(".husky/pre-commit", "");
    repo.write("package.json", "{}");
    // What npm writes there: secretlint --init takes its rules from it.
    const installed = { devDependencies: Object.fromEntries(PACKAGES.map((name) => name.split(/(?<=.)@/))) };
    repo.write(".gitignore", "node_modules\nbin\n");
    symlinkSync(join(folder, "node_modules"), join(repo.dir, "node_modules"));
    // What was installed before is there: no network.
    repo.write("bin/npm", `#!/bin/sh\necho '${JSON.stringify(installed)}' > package.json\n`);
    repo.git("config", "core.hooksPath", ".husky");
    run("chmod", ["+x", "bin/npm", ".husky/pre-commit"], repo.dir);
    const env = {
      NPM_CONFIG_OFFLINE: "true",
      NPM_CONFIG_UPDATE_NOTIFIER: "false",
      PATH: `${join(repo.dir, "bin")}:${process.env.PATH}`,
    };
    const { code } = repo.run("sh", ["-c", command as string], { env });
    expect(code).toBe(0);
  });
  afterAll(() => repo.remove());

  const commit = () =>
    repo.run("git", ["commit", "--message", "x"], {
      env: { PATH: `${join(repo.dir, "node_modules/.bin")}:${process.env.PATH}` },
    });

  test("the one command adds it to the hook, with the preset", () => {
    expect(readFileSync(join(repo.dir, ".husky/pre-commit"), "utf8")).toContain("secretlint");
    expect(readFileSync(join(repo.dir, ".secretlintrc.json"), "utf8")).toContain("preset-recommend");
  });

  test("a commit with a token of another vendor is blocked, whatever the file's name; one without passes", () => {
    const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    repo.write("a 'file'.txt", `token=${["gh", "p_"].join("")}${new Fake(3).string(letters, 36)}\n`);
    repo.git("add", ".");
    const blocked = commit();
    expect(blocked.code).not.toBe(0);
    expect(blocked.stdout + blocked.stderr).toContain("GITHUB_TOKEN");
    repo.git("rm", "--quiet", "--force", "a 'file'.txt");
    expect(commit().code).toBe(0);
  });
});
