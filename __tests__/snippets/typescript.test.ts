import { execFile } from "node:child_process";
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { transformSync } from "@swc/core";
import { withoutKey } from "../../src/explain/aws-ses/storage.ts";
import { run, toolchain, withToolchain } from "../helpers/toolchain.ts";
import { type FakeStores, fakeStores } from "./fakeStores.ts";
import { snippetsIn, VALUES } from "./pair.ts";

const ROOT = resolve(__dirname, "../..");
const PACKAGES = [
  "@aws-sdk/client-secrets-manager@3.1162.0",
  "@aws-sdk/client-sesv2@3.1162.0",
  "@types/nodemailer@8.0.2",
  "node-vault@0.12.0",
  "nodemailer@10.6.1",
];
const packages = toolchain(`typescript ${PACKAGES.join(" ")}`, (folder) => {
  writeFileSync(join(folder, "package.json"), '{"private":true,"type":"module"}');
  run("npm", ["install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", ...PACKAGES], folder);
});

const snippets = snippetsIn("ts");

withToolchain("TypeScript, with the packages the snippets name", packages, (folder) => {
  const own = join(folder, `run-${process.pid}`);
  let stores: FakeStores;
  beforeAll(async () => {
    mkdirSync(own, { recursive: true });
    stores = await fakeStores();
  });
  afterAll(() => {
    stores.close();
    rmSync(own, { recursive: true, force: true });
  });

  test("strict type checks pass, those of the page's own lines too", () => {
    for (const { type, store, code } of snippets) writeFileSync(join(own, `${store}-${type}.ts`), code);
    const inPage = withoutKey.flatMap((passage) =>
      typeof passage === "object" && "kind" in passage && passage.kind === "code" && passage.language === "ts"
        ? [passage.code]
        : [],
    );
    expect(inPage).toHaveLength(1);
    writeFileSync(join(own, "page.ts"), `${inPage[0]}\nexport { mail };\n`);
    const compilerOptions = {
      strict: true,
      noEmit: true,
      module: "nodenext",
      target: "es2023",
      lib: ["es2023"],
      types: ["node"],
      typeRoots: [join(ROOT, "node_modules/@types")],
      skipLibCheck: true,
    };
    writeFileSync(join(own, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["*.ts"] }));
    run(process.execPath, [join(ROOT, "node_modules/typescript/bin/tsc"), "-p", "."], own);
    expect(readdirSync(own).filter((name) => name.endsWith(".ts"))).toHaveLength(17);
  });

  test.each(snippets)("$type reads its pair from $store", async ({ type, store, code }) => {
    const options = {
      jsc: { parser: { syntax: "typescript" }, target: "es2023" },
      module: { type: "es6" },
    } as const;
    const file = join(own, `${store}-${type}.mjs`);
    const call = /export (?:async )?function (\w+)/.exec(code)?.[1];
    const ending = `\nconsole.log(JSON.stringify(Object.values(await ${call}())));\n`;
    writeFileSync(file, transformSync(code, options).code + ending);
    const env = { PATH: process.env.PATH, ...stores.env() };
    const { stdout } = await promisify(execFile)(process.execPath, [file], { env });
    expect(JSON.parse(stdout)).toEqual(VALUES);
  });
});
