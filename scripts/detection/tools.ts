import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";

/** A line that a scanner reports. */
export interface Report {
  /** Relative to the searched folder, `/`-separated. */
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based, the end exclusive; only if the scanner reports them. */
  readonly columns?: readonly [start: number, end: number];
}

/** A scanner, run on a folder as its documentation says, offline and with its default rules. */
export interface Tool {
  readonly name: string;
  /** The command that prints the version. */
  readonly version: readonly [command: string, ...args: string[]];
  search(folder: string): Report[];
}

/**
 * The output of a command, whatever its exit code: scanners that find something fail.
 * @param words separated by blanks
 * @param args further words, which may contain blanks
 */
function output(folder: string, words: string, ...args: string[]): string {
  const [command = "", ...first] = words.split(" ");
  const { stdout, error } = spawnSync(command, [...first, ...args], {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 1 << 29,
  });
  if (error !== undefined) throw error;
  return stdout;
}

/** Parses lines of `path:line:text`. */
function fromLines(text: string): Report[] {
  return Array.from(text.matchAll(/^(?:\.\/)?([^:\n]+):(\d+):/gm), ([, path, line]) => ({
    path: path as string,
    line: Number(line),
  }));
}

/** Calls a function with a scratch folder. */
function inScratch<T>(use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "keylatch-bench-"));
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const KEYLATCH = resolve("dist/keylatch.cjs");

export const tools: readonly Tool[] = [
  {
    name: "keylatch",
    version: [process.execPath, KEYLATCH, "--version"],
    search: (folder) => {
      type Finding = { path: string; line: number; column: number; endLine: number; endColumn: number };
      const report = JSON.parse(output(folder, "node", KEYLATCH, "scan", "--format", "json", "."));
      return (report.findings as Finding[]).map(({ path, line, column, endLine, endColumn }) => ({
        path,
        line,
        columns: [column, endLine === line ? endColumn : Number.POSITIVE_INFINITY] as const,
      }));
    },
  },
  {
    name: "secretlint",
    version: ["secretlint", "--version"],
    search: (folder) =>
      inScratch((scratch) => {
        const file = join(scratch, "report.json");
        const rules = JSON.stringify({ rules: [{ id: "@secretlint/secretlint-rule-preset-recommend" }] });
        const all = ["**/*", "**/.*", "**/.*/**"];
        output(folder, "secretlint --format json --output", file, "--secretlintrcJSON", rules, ...all);
        type File = { filePath: string; messages: { loc: { start: { line: number } } }[] };
        return (JSON.parse(readFileSync(file, "utf8")) as File[]).flatMap(({ filePath, messages }) =>
          messages.map(({ loc }) => ({ path: relative(folder, filePath), line: loc.start.line })),
        );
      }),
  },
  {
    name: "gitleaks",
    version: ["gitleaks", "version"],
    search: (folder) =>
      inScratch((scratch) => {
        const file = join(scratch, "report.json");
        output(folder, "gitleaks dir . --no-banner --report-format json --report-path", file);
        type Leak = { File: string; StartLine: number };
        return (JSON.parse(readFileSync(file, "utf8")) as Leak[]).map((leak) => ({
          path: leak.File,
          line: leak.StartLine,
        }));
      }),
  },
  {
    name: "TruffleHog",
    version: ["trufflehog", "--version"],
    search: (folder) =>
      output(folder, "trufflehog filesystem . --json --no-verification --no-update")
        .split("\n")
        .filter((line) => line.startsWith('{"SourceMetadata"'))
        .map((line) => JSON.parse(line).SourceMetadata.Data.Filesystem)
        .map(({ file, line }: { file: string; line: number }) => ({ path: file, line })),
  },
  {
    name: "detect-secrets",
    version: ["detect-secrets", "--version"],
    search: (folder) => {
      type Secrets = Record<string, { line_number: number }[]>;
      const { results } = JSON.parse(output(folder, "detect-secrets scan --all-files --no-verify ."));
      return Object.entries(results as Secrets).flatMap(([path, secrets]) =>
        secrets.map(({ line_number }) => ({ path, line: line_number })),
      );
    },
  },
  {
    name: "git-secrets",
    version: ["dpkg-query", "--show", "git-secrets"],
    search: (folder) => {
      output(folder, "git init --quiet .");
      output(folder, "git secrets --register-aws");
      const { stderr } = spawnSync("git", ["secrets", "--scan", "--recursive", "."], {
        cwd: folder,
        encoding: "utf8",
        maxBuffer: 1 << 29,
      });
      rmSync(join(folder, ".git"), { recursive: true });
      return fromLines(stderr);
    },
  },
  {
    name: "ripsecrets",
    version: ["ripsecrets", "--version"],
    search: (folder) => fromLines(output(folder, "ripsecrets .")),
  },
];

/** The version number that a tool prints; `undefined` if it is not installed. */
export function versionOf({ version: [command, ...args] }: Tool): string | undefined {
  const { stdout, error } = spawnSync(command, args, { encoding: "utf8" });
  return error === undefined ? (/\d+(?:\.\d+)+/.exec(stdout)?.[0] ?? "unknown") : undefined;
}
