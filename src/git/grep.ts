import { pathText } from "./paths.ts";
import { type GitIo, git } from "./run.ts";

/** A line that contains the word. */
export interface WordLine {
  /** From the top of the work tree. */
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  readonly text: string;
}

/** Lines of tracked and untracked files on disk that contain `word` as a whole word; binary files are left out. */
export async function linesWith(io: GitIo, word: string): Promise<WordLine[]> {
  const options = ["-I", "-n", "-z", "-w", "-F", "--untracked", "--full-name"];
  const plain = ["--no-color", "--no-column", "--no-heading", "--no-break", "--no-recurse-submodules"];
  const { stdout } = await git(io, ["grep", ...options, ...plain, "-e", word], { accept: [1] });
  const found: WordLine[] = [];
  // <path> NUL <line> NUL <text> LF; a path may hold newlines
  for (let at = 0; at < stdout.length; ) {
    const first = stdout.indexOf(0, at);
    const afterLine = stdout.indexOf(0, first + 1);
    const newline = stdout.indexOf(0x0a, afterLine + 1);
    const end = newline === -1 ? stdout.length : newline;
    found.push({
      path: pathText(stdout.subarray(at, first)),
      line: Number(stdout.toString("latin1", first + 1, afterLine)),
      text: stdout.toString("utf8", afterLine + 1, end),
    });
    at = end + 1;
  }
  return found;
}
