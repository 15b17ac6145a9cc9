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
  // Small to install. In stack traces, line and column of a known version are as good as names.
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
/** For what the command loads. CommonJS, as the loader of ES modules takes 5 ms to start, and 30 more to find the exports of a CommonJS file. */
const required = { ...common, format: "cjs", supported: { "dynamic-import": false } };

/** Leaves the detectors out of a bundle: it loads them from `detectors.cjs`. */
const detectorsApart = {
  name: "detectors-apart",
  setup: ({ onResolve }) =>
    onResolve({ filter: /^(?:\.\.\/)+detectors\/[\w/-]+\.ts$/ }, () => ({
      path: "./detectors.cjs",
      external: true,
    })),
};
/** Loads some modules of node only when one of their functions is called: they take long to load and few runs need them. */
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

/** Leaves the commands out of a bundle: it loads them from `commands.cjs` when one is called. Hooks and `scan` do not need that file. */
const commandsApart = {
  name: "commands-apart",
  setup: ({ onResolve }) =>
    onResolve({ filter: /^\.\/commands\/index\.ts$/ }, () => ({ path: "./commands.cjs", external: true })),
};
const hot = {
  ...required,
  plugins: [commandsApart, detectorsApart, loadedLater("node:crypto", "node:fs/promises")],
};
/** All other commands, with the texts of `keylatch explain`. */
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

/** Source files that two bundles have in common. */
async function modulesOfBoth(...bundles) {
  const [one, other] = await Promise.all(
    bundles.map(async (options) => {
      const { metafile } = await build({ ...options, write: false, outdir: "dist", metafile: true });
      return Object.values(metafile.outputs).flatMap(({ inputs }) => Object.keys(inputs));
    }),
  );
  return one.filter((file) => file.startsWith("src/") && other.includes(file));
}

/** Short, for it is written three times. */
function nameOf(file) {
  return `_${shared.indexOf(file)}`;
}

/** Leaves files out of `commands.cjs` that are in `main.cjs`, which is always loaded before. */
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

/** Source of a module with the keywords and paths of all finders, but without their code. */
async function wakeables() {
  const { finders } = await import(pathToFileURL(join(root, "dist/detectors.cjs")).href);
  // A pattern that several detectors share is compiled once.
  const patterns = [...new Set(finders.map(({ paths }) => `${paths}`))];
  // Joined into one string: as a list, a keyword and the next one would look like a name and its secret.
  const texts = finders.map(({ keywords, paths }) => {
    const names = keywords.map((all) => [all].flat().join("&")).join("|");
    return `{ keywords: words(${JSON.stringify(names)}), paths: patterns[${patterns.indexOf(`${paths}`)}] }`;
  });
  return `const words = (names) => names.split("|").map((all) => all.split("&"));
    const patterns = [${patterns}]; export const finders = [${texts}];`;
}
const contents = await wakeables();
/** Leaves all but the keyword filter out of a bundle: most commits need no more. */
const restApart = {
  name: "rest-apart",
  setup({ onLoad, onResolve }) {
    onLoad({ filter: /[\\/]detectors[\\/]index\.ts$/ }, () => ({ contents }));
    onResolve({ filter: /^\.\/start\.ts$/ }, () => ({ path: "./main.cjs", external: true }));
    onResolve({ filter: /\/detect\.ts$/ }, () => ({ path: "./detectors.cjs", external: true }));
  },
};
/** For files that node starts with: one that a full disk has cut short becomes a syntax error, rather than a program that ends early without a word. */
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
for (const [name, patterns] of Object.entries(signs.grepPatterns(signs.finders))) {
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

// The schemas are generated by the code that also validates with them.
const schemas = "dist/schemas.mjs";
await build({ ...common, entryPoints: ["scripts/schemas.ts"], outfile: schemas, format: "esm" });
const { configSchema, reportSchema } = await import(pathToFileURL(join(root, schemas)).href);
rmSync(schemas);
mkdirSync("schema");
writeFileSync("schema/config.schema.json", `${JSON.stringify(configSchema)}\n`);
writeFileSync("schema/report.schema.json", `${JSON.stringify(reportSchema)}\n`);

/** Puts the code snippets of `keylatch explain` into the bundle. */
function snippetsInside() {
  return {
    name: "snippets-inside",
    setup: ({ onLoad }) =>
      onLoad({ filter: /[\\/]snippetTexts\.ts$/ }, () => ({
        contents: `export const snippetTexts = ${JSON.stringify(textsOf("src/explain/snippets"))};`,
      })),
  };
}

/** Loads the modules that make the tables and grep patterns of the keyword filter. */
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

/** The kernel's tables, filled for the words of all finders. */
function tables() {
  const { finders, fillTables, layout, wordsOf } = signs;
  const words = wordsOf(finders);
  const image = Buffer.alloc(layout.found);
  fillTables(image, words);
  return { words: words.join("\n"), image: image.toString("base64") };
}

/** Digest of all code that detects or judges: when it changes, blobs that were found clean are searched again. */
function rulesDigest() {
  const hash = createHash("sha256").update(version);
  for (const folder of ["detectors", "src"])
    hash.update(JSON.stringify(Object.entries(textsOf(folder)).sort()));
  return hash.digest("hex");
}

/** The texts of the files in a folder, by their `/`-separated paths in it. */
function textsOf(folder) {
  const names = readdirSync(folder, { recursive: true }).filter((name) =>
    statSync(join(folder, name)).isFile(),
  );
  return Object.fromEntries(
    names.map((name) => [name.replaceAll("\\", "/"), readFileSync(join(folder, name), "utf8")]),
  );
}

/** Deletes type declarations that the entry point does not reach: they only take space. */
function keepReachable(folder, entry) {
  const kept = new Set([entry]);
  for (const file of kept) {
    const names = readFileSync(join(folder, file), "utf8").matchAll(/(?:from |import\()"(\.[^"]+)\.ts"/g);
    for (const [, name] of names) kept.add(`${join(dirname(file), name)}.d.ts`);
  }
  for (const file of readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".d.ts")))
    if (!kept.has(file)) rmSync(join(folder, file));
}
