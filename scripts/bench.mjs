// Measures how long keylatch takes, compared with the least time git and node need for the same work: see docs/speed.md.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { filterSpeed, measure, peakMemory } from "./bench/measure.mjs";
import { installedPeers } from "./bench/peers.mjs";
import { commits, history, matching, pushes, tree } from "./bench/work.mjs";

const { values } = parseArgs({
  options: {
    only: { type: "string", default: "" },
    rounds: { type: "string", default: "9" },
    peers: { type: "boolean", default: true },
    help: { type: "boolean", default: false },
  },
  allowNegative: true,
});
if (values.help) {
  console.log("npm run bench -- [--only commit|push|history|matching|tree] [--rounds N] [--no-peers]");
  process.exit(0);
}
const rounds = Number(values.rounds);
const root = fileURLToPath(new URL("..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "keylatch-bench-"));
// The settings of whoever runs it must not count.
const home = join(folder, "home");
process.env.HOME = home;
process.env.GIT_CONFIG_GLOBAL = join(home, "none");
process.env.GIT_CONFIG_NOSYSTEM = "1";
// Extra certificates triple the start-up time of node 20. The hooks do without them, so the floor has to as well.
delete process.env.NODE_EXTRA_CA_CERTS;
delete process.env.NODE_OPTIONS;

try {
  const modules = join(folder, "node_modules");
  execFileSync("mkdir", ["-p", home, join(modules, ".bin")]);
  symlinkSync(root, join(modules, "keylatch"));
  symlinkSync(join(root, "dist/keylatch.cjs"), join(modules, ".bin/keylatch"));
  const place = { folder, modules, bin: join(root, "dist/keylatch.cjs") };
  const { present, absent } = installedPeers();
  const git = execFileSync("git", ["--version"], { encoding: "utf8" }).trim();
  console.log(
    `${cpus().length} x ${cpus()[0]?.model}, node ${process.version}, ${git}; medians of ${rounds} rounds`,
  );
  console.log(
    `Peers here: ${present.map(({ name, version }) => `${name} ${version}`.trim()).join(", ") || "none"}`,
  );
  if (absent.length > 0) console.log(`Peers that are not installed: ${absent.join(", ")}`);

  const parts = { commit: commits, push: pushes, tree, history, matching };
  for (const [name, part] of Object.entries(parts)) {
    if (values.only !== "" && values.only !== name) continue;
    for await (const task of part(place)) table(task, values.peers ? present : []);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Runs the commands of a task in turn, the floor first, and prints their median times. */
function table({ title, cwd, floor, keylatch, goal, peerTask, bytes, searched }, peers) {
  const script = (name, text) => {
    const file = join(folder, `${name}.sh`);
    writeFileSync(file, text);
    return { command: "sh", args: ["-e", file], cwd };
  };
  const rows = [
    { name: "floor", ...script("floor", floor) },
    { name: "keylatch", ...script("keylatch", keylatch) },
    ...(peerTask === undefined
      ? []
      : peers.flatMap(({ name, tasks }) => {
          const line = tasks[peerTask];
          return line === undefined ? [] : [{ name, ...script(name, line) }];
        })),
  ];
  const medians = measure(rows, rounds);
  console.log(`\n${title}${goal === undefined ? "" : ` (goal: ${goal})`}`);
  for (const [index, { name, ...row }] of rows.entries()) {
    const time = medians[index];
    const memory = name === "floor" ? null : peakMemory(row);
    const speed = bytes !== undefined && name === "keylatch" ? `${rate(bytes, time - medians[0])}  ` : "";
    console.log(
      `  ${name.padEnd(16)}${`${time.toFixed(1)} ms`.padStart(12)}${`${(time / medians[0]).toFixed(2)} x`.padStart(10)}` +
        `  ${speed}${memory === null ? "" : `${memory} MB`}`,
    );
  }
  if (searched !== undefined)
    console.log(`  the search alone ${filterSpeed(searched, rounds).toFixed(2)} GB/s`);
}

function rate(bytes, milliseconds) {
  return `${(bytes / 1e6 / Math.max(milliseconds, 0.1)).toFixed(2)} GB/s`;
}
