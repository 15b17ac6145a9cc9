import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { pythonToolchain } from "./toolchain.ts";

const PACKAGES = ["tree-sitter==0.26.1", "tree-sitter-c-sharp==0.23.5", "tree-sitter-powershell==0.26.4"];

const found = pythonToolchain("parsers", PACKAGES);

const SCRIPT = `
import importlib, json, sys
from tree_sitter import Language, Parser
name, texts = json.load(sys.stdin)
parser = Parser(Language(importlib.import_module("tree_sitter_" + name).language()))
print(json.dumps([text for text in texts if parser.parse(text.encode()).root_node.has_error]))
`;

/** Grammars of languages whose compilers are not at hand everywhere. */
export const parsers = {
  ...found,
  /** Those of some texts that have a syntax error. */
  parse(grammar: "c_sharp" | "powershell", texts: readonly string[]): { errors: string[] } {
    if (!("folder" in found)) throw new Error(found.missing);
    const input = JSON.stringify([grammar, texts]);
    const { stdout, stderr } = spawnSync(join(found.folder, "venv/bin/python"), ["-c", SCRIPT], {
      input,
      encoding: "utf8",
    });
    if (stderr !== "") throw new Error(stderr);
    return { errors: JSON.parse(stdout) };
  },
};
