import { execFile } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { pythonToolchain, run, withToolchain } from "../helpers/toolchain.ts";
import { type FakeStores, fakeStores } from "./fakeStores.ts";
import { snippetsIn, VALUES } from "./pair.ts";

/** The packages that the snippets name. */
const python = pythonToolchain("python", ["boto3==1.44.5", "hvac==2.4.0", "conjur-api==0.2.0"]);
const snippets = snippetsIn("python");

withToolchain("Python, with the packages the snippets name", python, (folder) => {
  const interpreter = join(folder, "venv/bin/python");
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

  test("all of them compile", () => {
    for (const { type, store, code } of snippets) writeFileSync(join(own, `${store}-${type}.py`), code);
    const files = snippets.map(({ type, store }) => `${store}-${type}.py`);
    run(interpreter, ["-W", "error", "-m", "py_compile", ...files], own);
  });

  test.each(snippets)("$type reads its pair from $store", async ({ type, store, code }) => {
    const [, isAsync, call] = /^(async )?def (\w+_\w+)\(\) -> tuple/m.exec(code) as unknown as [
      string,
      string?,
      string?,
    ];
    const value = isAsync === undefined ? `${call}()` : `asyncio.run(${call}())`;
    const file = join(own, `run-${store}-${type}.py`);
    writeFileSync(file, `${code}\n\nimport asyncio, json\nprint(json.dumps(${value}))\n`);
    const env = { PATH: process.env.PATH, ...stores.env() };
    const { stdout } = await promisify(execFile)(interpreter, [file], { env });
    expect(JSON.parse(stdout)).toEqual(VALUES);
  });
});
