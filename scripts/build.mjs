// Builds dist/ and schema/: one CommonJS file for the command, an ES module and types for the library, JSON schemas.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
process.chdir(root);
rmSync("dist", { recursive: true, force: true });
rmSync("schema", { recursive: true, force: true });

const { dependencies, version } = JSON.parse(readFileSync("package.json", "utf8"));
const plain = {
  bundle: true,
  platform: "node",
  target: "node20",
  external: Object.keys(dependencies),
  logLevel: "warning",
  // Small to install; line and column of the one version say as much as a name.
  minify: true,
};
const rules = rulesDigest();
const signs = await loadSigns();
const common = {
  ...plain,
  define: {
    KEYLATCH_RULES: JSON.stringify(rules),
    KEYLATCH_TABLES: JSON.stringify(tables()),
    KEYLATCH_VERSION: JSON.stringify(version),
  },
};
/** What the command loads: the loader of ES modules takes 5 ms to start, and 30 more to read what a CommonJS file exports. */
const required = { ...common, format: "cjs", supported: { "dynamic-import": false } };

/** All that is used of the detectors is in one file, `detectors.cjs`, which the others load. */
const detectorsApart = {
  name: "detectors-apart",
  setup: ({ onResolve }) =>
    onResolve({ filter: /^(?:\.\.\/)+detectors\/[\w/-]+\.ts$/ }, () => ({
      path: "./detectors.cjs",
      external: true,
    })),
};
/** What of node takes long to load and little of a run needs is loaded when one of its functions is called. */
const loadedLater = (...modules) => ({
  name: "loaded-later",
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^node:/ }, ({ path, namespace }) =>
      namespace !== "later" && modules.includes(path) ? { path, namespace: "later" } : undefined,
    );
    onLoad({ filter: /./, namespace: "later" }, async ({ path }) => ({
      contents: Object.entries(await import(path))
        .filter(([name, value]) => typeof value === "function" && name !== "default")
        .map(([name]) => `export const ${name} = (...args) => require("${path}").${name}(...args);`)
        .join("\n"),
    }));
  },
});
const seldom = loadedLater("node:crypto", "node:fs/promises", "node:zlib");
const used = new Set(
  ["src", "hooks"].flatMap((folder) =>
    Object.values(textsOf(folder)).flatMap((text) =>
      Array.from(text.matchAll(/from "(?:\.\.\/)+(detectors\/[\w/-]+\.ts)"/g), ([, path]) => path),
    ),
  ),
);
await build({
  ...required,
  stdin: { contents: [...used].map((path) => `export * from "./${path}";`).join("\n"), resolveDir: root },
  outfile: "dist/detectors.cjs",
  plugins: [seldom],
});

/** Hooks and `scan` load one small file; the other commands are in another, loaded when one is called. */
const commandsApart = {
  name: "commands-apart",
  setup: ({ onResolve }) =>
    onResolve({ filter: /^\.\/commands\/index\.ts$/ }, () => ({ path: "./commands.cjs", external: true })),
};
const hot = {
  ...required,
  plugins: [commandsApart, detectorsApart, loadedLater("node:crypto", "node:fs/promises")],
};
/** The other commands, with what `keylatch explain` prints. */
const cold = {
  ...required,
  entryPoints: ["src/commands/index.ts"],
  plugins: [snippetsInside(), detectorsApart],
};
const shared = await modulesOfBoth({ ...hot, entryPoints: ["src/start.ts"] }, cold);
await build({
  ...hot,
  stdin: {
    contents: [
      'export { start } from "./src/start.ts";',
      ...shared.map((file) => `export * as ${nameOf(file)} from "./${file}";`),
    ].join("\n"),
    resolveDir: root,
  },
  outfile: "dist/main.cjs",
});
await build({ ...cold, outfile: "dist/commands.cjs", plugins: [sharedApart(shared), ...cold.plugins] });

/** Source files that two bundles have. */
async function modulesOfBoth(...bundles) {
  const [one, other] = await Promise.all(
    bundles.map(async (options) => {
      const { metafile } = await build({ ...options, write: false, outdir: "dist", metafile: true });
      return Object.values(metafile.outputs).flatMap(({ inputs }) => Object.keys(inputs));
    }),
  );
  return one.filter((file) => file.startsWith("src/") && other.includes(file));
}

function nameOf(file) {
  return file.replace(/\W/g, "_");
}

/** What `main.cjs` has need not be in `commands.cjs` again: it is loaded before. */
function sharedApart(files) {
  return {
    name: "shared-apart",
    setup({ onLoad, onResolve }) {
      onResolve({ filter: /^\.{1,2}\/.*\.ts$/ }, ({ path, resolveDir }) => {
        const file = relative(root, resolve(resolveDir, path)).replaceAll("\\", "/");
        return files.includes(file) ? { path: file, namespace: "shared" } : undefined;
      });
      onResolve({ filter: /^\.\/main\.cjs$/ }, ({ path }) => ({ path, external: true }));
      onLoad({ filter: /./, namespace: "shared" }, ({ path }) => ({
        contents: `module.exports = require("./main.cjs").${nameOf(path)};`,
      }));
    },
  };
}

/** What of the detectors wakes them, without what they do. */
async function wakeables() {
  const { detectors } = await import(pathToFileURL(join(root, "dist/detectors.cjs")).href);
  // A pattern that several have is compiled once.
  const patterns = [...new Set(detectors.map(({ paths }) => `${paths}`))];
  // Written as pairs of strings they would look like secrets under the names of secrets.
  const texts = detectors.map(({ keywords, paths }) => {
    const names = keywords.map((all) => [all].flat().join("&")).join("|");
    return `{ keywords: words(${JSON.stringify(names)}), paths: patterns[${patterns.indexOf(`${paths}`)}] }`;
  });
  return `const words = (names) => names.split("|").map((all) => all.split("&"));
    const patterns = [${patterns}]; export const detectors = [${texts}];`;
}
const contents = await wakeables();
/** A commit that holds nothing needs no more than the filter; the detectors and the rest are in files of their own. */
const restApart = {
  name: "rest-apart",
  setup({ onLoad, onResolve }) {
    onLoad({ filter: /[\\/]detectors[\\/]index\.ts$/ }, () => ({ contents }));
    onResolve({ filter: /^\.\/start\.ts$/ }, () => ({ path: "./main.cjs", external: true }));
    onResolve({ filter: /\/detect\.ts$/ }, () => ({ path: "./detectors.cjs", external: true }));
    // Without the kernel it is not quick: what fails here goes the ordinary way.
    onLoad({ filter: /[\\/]plain\.ts$/ }, () => ({ contents: "export const plainScanner = null;" }));
  },
};
/** What node starts with: cut short, by a disk that was full, it must not run to its end and say nothing. */
const whole = { banner: { js: "(() => {" }, footer: { js: "})();" } };
await build({
  ...required,
  ...whole,
  entryPoints: ["src/quick/hook.ts"],
  outfile: "dist/quick.cjs",
  plugins: [restApart, seldom],
});
await build({
  ...required,
  entryPoints: ["src/bin.ts"],
  outfile: "dist/keylatch.cjs",
  ...whole,
  banner: { js: `#!/usr/bin/env node\n${whole.banner.js}` },
  plugins: [restApart],
});
let patternBytes = 0;
for (const [name, patterns] of Object.entries(signs.grepPatterns(signs.detectors))) {
  const bytes = Buffer.from(`${patterns.join("\n")}\n`, "latin1");
  writeFileSync(`dist/${name}.grep`, bytes);
  patternBytes += bytes.length;
}
for (const script of ["plain.sh", "pre-commit.sh", "pre-push.sh"]) {
  const text = readFileSync(`src/quick/${script}`, "utf8");
  const facts = { RULES: rules, VERSION: version, PATTERNS: patternBytes };
  writeFileSync(
    `dist/${script}`,
    text.replace(/=(RULES|VERSION|PATTERNS)\b/g, (_, name) => `=${facts[name]}`),
  );
}
chmodSync("dist/keylatch.cjs", 0o755);

await build({
  ...common,
  entryPoints: ["src/index.ts"],
  outfile: "dist/index.js",
  format: "esm",
  plugins: [detectorsApart],
});

const types = spawnSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"], {
  stdio: "inherit",
});
if (types.status !== 0) process.exit(types.status ?? 1);
keepReachable("dist/types", "src/index.d.ts");

// The schemas are written by the code that checks with them.
const schemas = "dist/schemas.mjs";
await build({ ...common, entryPoints: ["scripts/schemas.ts"], outfile: schemas, format: "esm" });
const { configSchema, reportSchema } = await import(pathToFileURL(join(root, schemas)).href);
rmSync(schemas);
mkdirSync("schema");
writeFileSync("schema/config.schema.json", `${JSON.stringify(configSchema)}\n`);
writeFileSync("schema/report.schema.json", `${JSON.stringify(reportSchema)}\n`);

/** What `keylatch explain` prints becomes part of the bundle. */
function snippetsInside() {
  return {
    name: "snippets-inside",
    setup: ({ onLoad }) =>
      onLoad({ filter: /[\\/]snippetTexts\.ts$/ }, () => ({
        contents: `export const snippetTexts = ${JSON.stringify(textsOf("src/explain/snippets"))};`,
      })),
  };
}

/** What tells from the detectors where one may have something to say. */
async function loadSigns() {
  const outfile = "dist/signs.mjs";
  const contents = ["index", "signs/grep", "signs/rules", "signs/tables", "signs/layout"].map(
    (name) => `export * from "./detectors/${name}.ts";`,
  );
  await build({
    ...plain,
    stdin: { contents: contents.join("\n"), resolveDir: root },
    outfile,
    format: "esm",
  });
  const loaded = await import(pathToFileURL(join(root, outfile)).href);
  rmSync(outfile);
  return loaded;
}

/** The kernel's tables, filled for the words of all detectors. */
function tables() {
  const { detectors, fillTables, layout, wordsOf } = signs;
  const words = wordsOf(detectors);
  const image = Buffer.alloc(layout.found);
  fillTables(image, words);
  return { words: words.join("\n"), image: image.toString("base64") };
}

/** Of all code that finds or judges: whatever of it changes, blobs are read again. */
function rulesDigest() {
  const hash = createHash("sha256").update(version);
  for (const folder of ["detectors", "src"])
    hash.update(JSON.stringify(Object.entries(textsOf(folder)).sort()));
  return hash.digest("hex");
}

/** Files of a folder by their `/`-separated path in it. */
function textsOf(folder) {
  const names = readdirSync(folder, { recursive: true }).filter((name) =>
    statSync(join(folder, name)).isFile(),
  );
  return Object.fromEntries(
    names.map((name) => [name.replaceAll("\\", "/"), readFileSync(join(folder, name), "utf8")]),
  );
}

/** Deletes declarations that those of the library do not lead to: they only take space. */
function keepReachable(folder, entry) {
  const kept = new Set([entry]);
  for (const file of kept) {
    const names = readFileSync(join(folder, file), "utf8").matchAll(/(?:from |import\()"(\.[^"]+)\.ts"/g);
    for (const [, name] of names) kept.add(`${join(dirname(file), name)}.d.ts`);
  }
  for (const file of readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".d.ts")))
    if (!kept.has(file)) rmSync(join(folder, file));
}
