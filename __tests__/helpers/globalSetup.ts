import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, realpathSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const DEPENDENCIES = ["husky", "micromatch", "picocolors"];

/**
 * Packs what was built and unpacks it once into a `node_modules` folder that test repositories link to: the tests run
 * what users install.
 */
export default function globalSetup(): void {
  const root = resolve(__dirname, "../..");
  if (!existsSync(join(root, "dist/keylatch.cjs")))
    throw new Error("nothing is built: run npm run build first");
  const base = realpathSync(mkdtempSync(join(tmpdir(), "keylatch-package-")));
  const modules = join(base, "node_modules");
  mkdirSync(join(modules, ".bin"), { recursive: true });
  const packed = execFileSync("npm", ["pack", "--ignore-scripts", "--json", "--pack-destination", base], {
    cwd: root,
    stdio: ["ignore", "pipe", "ignore"],
  });
  const [{ filename }] = JSON.parse(packed.toString()) as [{ filename: string }];
  execFileSync("tar", ["-xzf", join(base, filename), "-C", modules]);
  symlinkSync("package", join(modules, "keylatch"));
  for (const name of DEPENDENCIES) symlinkSync(join(root, "node_modules", name), join(modules, name));
  symlinkSync("../package/dist/keylatch.cjs", join(modules, ".bin/keylatch"));
  symlinkSync("../husky/bin.js", join(modules, ".bin/husky"));
  process.env.KEYLATCH_TEST_PACKAGE = base;
}
