import { readFile } from "node:fs/promises";
import * as v from "valibot";
import { KeylatchError } from "../errors.ts";
import type { Repo } from "../git/repo.ts";
import { type Receipt, receiptFiles } from "../policy/receipt.ts";

const ReceiptSchema = v.object({
  time: v.string(),
  result: v.picklist(["passed", "overridden", "blocked"]),
  parents: v.array(v.string()),
  change: v.string(),
  keylatch: v.string(),
});

/** The receipts that the hook left in the git directory, oldest first. */
export interface Receipts {
  readonly receipts: readonly Receipt[];
  /** Number of invalid lines, such as one that a full disk cut off. */
  readonly unreadable: number;
}

/** Reads the receipts on this machine. @throws {KeylatchError} `receipts` if a file exists and cannot be read */
export async function readReceipts(repo: Repo): Promise<Receipts> {
  const [current, before] = receiptFiles(repo);
  const lines = [...(await linesOf(before)), ...(await linesOf(current))].filter((line) => line !== "");
  const receipts = lines.flatMap((line) => receiptIn(line) ?? []);
  return { receipts, unreadable: lines.length - receipts.length };
}

async function linesOf(file: string): Promise<string[]> {
  try {
    return (await readFile(file, "utf8")).split("\n");
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === "ENOENT") return [];
    throw new KeylatchError("receipts", `${file} cannot be read (${code})`, {
      hint: "It holds what the hook saw on this machine. Make it readable, or delete it.",
      cause,
    });
  }
}

function receiptIn(line: string): Receipt | null {
  try {
    const result = v.safeParse(ReceiptSchema, JSON.parse(line));
    return result.success ? result.output : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
