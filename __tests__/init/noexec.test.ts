import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeAll } from "../../src/init/files.ts";

/** As on a disk that is mounted with noexec: a file keeps its mode, and may not be run. */
jest.mock("node:fs", () => {
  const fs = jest.requireActual<typeof import("node:fs")>("node:fs");
  const accessSync: typeof fs.accessSync = (path, mode) => {
    if (mode === fs.constants.X_OK) throw Object.assign(new Error("EACCES"), { code: "EACCES" });
    fs.accessSync(path, mode);
  };
  return { ...fs, accessSync };
});

const base = mkdtempSync(join(tmpdir(), "keylatch-"));
afterAll(() => rmSync(base, { recursive: true }));

test("a hook that git would skip is not written, and nothing else either", () => {
  const change = { base, before: null, after: Buffer.from("x\n") };
  const changes = [
    { ...change, path: join(base, "config.json") },
    { ...change, path: join(base, "hooks/pre-commit"), executable: true },
  ];
  const { code, hint } = failure(() => writeAll(changes));
  expect([code, hint]).toEqual([
    "cannot-write",
    "Nothing was changed. Make its disk one where hooks can run, then run `keylatch init` again.",
  ]);
  expect(changes.map(({ path }) => existsSync(path))).toEqual([false, false]);
});

function failure(work: () => void): { code?: string; hint?: string } {
  try {
    work();
  } catch (error) {
    return error as { code: string; hint: string };
  }
  return {};
}
