// npm runs this in a checkout after `npm install`, and where keylatch is installed from git: hooks and build.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));

/** Runs a program; its failure is ours. Standard output belongs to npm. */
function run(command, args, env = process.env) {
  // Only a shell starts npm on Windows, where it is a .cmd file; it would cut the path of node at a blank.
  const shell = process.platform === "win32" && command === "npm";
  const { status, error } = spawnSync(command, args, { env, shell, stdio: ["ignore", 2, 2] });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

// What a global install from git sets holds for the checkout as well: npm brings no devDependencies there.
if (!existsSync("node_modules/esbuild")) {
  const env = { ...process.env, npm_config_global: "false", npm_config_location: "project" };
  run("npm", ["ci", "--ignore-scripts", "--include=dev", "--no-audit", "--no-fund"], env);
}
run(process.execPath, ["node_modules/husky/bin.js"]);
run(process.execPath, ["scripts/build.mjs"]);
