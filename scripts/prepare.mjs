// npm runs this in a checkout after `npm install`, and where keylatch is installed from git: hooks and build.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));

/** Runs a program and exits with its code if it fails. Its output goes to stderr, as stdout belongs to npm. */
function run(command, args, env = process.env) {
  // On Windows npm is a .cmd file, which only a shell can start. Not for node: a shell would split its path at blanks.
  const shell = process.platform === "win32" && command === "npm";
  const { status, error } = spawnSync(command, args, { env, shell, stdio: ["ignore", 2, 2] });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

// In a global install from git, npm's settings `global` and `location` also apply to the checkout, so it has no devDependencies.
if (!existsSync("node_modules/esbuild")) {
  const env = { ...process.env, npm_config_global: "false", npm_config_location: "project" };
  run("npm", ["ci", "--ignore-scripts", "--include=dev", "--no-audit", "--no-fund"], env);
}
run(process.execPath, ["node_modules/husky/bin.js"]);
run(process.execPath, ["scripts/build.mjs"]);
