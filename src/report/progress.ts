import type { Source } from "../fragment.ts";
import type { Io } from "../io.ts";
import type { ReportOptions } from "./report.ts";
import { chooseStyle } from "./style.ts";
import { count } from "./words.ts";

/** Milliseconds between two updates; the first line is written after {@link PATIENCE} of them. */
const TICK = 250;
const PATIENCE = 4;

const ERASE = "\r\x1b[K";

/** A source that shows its progress on a terminal if it takes longer than a second; the line is erased at the end. */
export function withProgress(source: Source, io: Io, options: ReportOptions): Source {
  if (!io.stderr.isTTY || options.format !== "text" || io.env.TERM === "dumb") return source;
  return { tally: source.tally, fragments: withLine() };

  async function* withLine(): Source["fragments"] extends AsyncIterable<infer T> ? AsyncGenerator<T> : never {
    let ticks = 0;
    const timer = setInterval(() => {
      if (++ticks >= PATIENCE) io.stderr.write(`${ERASE}${line(source, io)}`);
    }, TICK);
    try {
      yield* source.fragments;
    } finally {
      clearInterval(timer);
      if (ticks >= PATIENCE) io.stderr.write(ERASE);
    }
  }
}

function line({ tally }: Source, io: Io): string {
  const { symbols, width } = chooseStyle(io.env, io.stderr);
  const commits = tally.commits > 0 ? ` of ${count(tally.commits, "commit")}` : "";
  const files = tally.blobs || tally.files;
  const text =
    files + tally.commits === 0
      ? `keylatch: looking for what is new${symbols.ellipsis}`
      : `keylatch: ${count(files, "file")}${commits} searched${symbols.ellipsis}`;
  return text.slice(0, width - 1);
}
