// Measures recall and precision of keylatch and of other scanners that are installed: see docs/detection.md.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

const folder = mkdtempSync(join(tmpdir(), "keylatch-bench-"));
const outfile = join(folder, "main.mjs");
try {
  await build({
    entryPoints: ["scripts/detection/main.ts"],
    bundle: true,
    platform: "node",
    format: "esm",
    outfile,
    logLevel: "warning",
  });
  await import(pathToFileURL(outfile).href);
} finally {
  rmSync(folder, { recursive: true });
}
