// Builds the kernel: node scripts/kernel.mjs [--check]. With --check it changes nothing, and fails if the committed bytes
// are not those of the source.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";

const SOURCE = "detectors/signs/assembly/kernel.ts";
const TARGET = "detectors/signs/kernelBytes.ts";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
let bytes;
const { error, stderr } = await asc.main(
  [
    SOURCE,
    "-O3",
    "--runtime",
    "stub",
    "--noAssert",
    "--enable",
    "simd",
    "--use",
    "abort=",
    "--initialMemory",
    "8",
    "-o",
    "kernel.wasm",
  ],
  {
    readFile: (name) => (existsSync(name) ? readFileSync(name, "utf8") : null),
    writeFile(name, contents) {
      if (name === "kernel.wasm") bytes = Buffer.from(contents);
    },
    listFiles: () => [],
  },
);
if (error) throw new Error(`${error.message}\n${stderr.toString()}`);
// Hex is longer than base64, but a sixth shorter in the compressed package.
const lines = bytes.toString("hex").match(/.{1,128}/g);
const text = `// Built by scripts/kernel.mjs from assembly/kernel.ts.
export const kernelBytes =
${lines.map((line) => `  "${line}"`).join(" +\n")};
`;
if (process.argv[2] !== "--check") writeFileSync(TARGET, text);
else if (readFileSync(TARGET, "utf8") !== text) {
  console.error(`${TARGET} is not what ${SOURCE} builds to: run node scripts/kernel.mjs`);
  process.exitCode = 1;
}
