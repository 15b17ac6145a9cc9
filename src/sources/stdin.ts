import { emptyTally, looseFragment, type Source } from "../fragment.ts";
import { wholeOf } from "../git/objects.ts";
import type { Io } from "../io.ts";

/** Standard input, as one file named `path`. */
export function stdinSource(stdin: Io["stdin"], path: string): Source {
  const tally = emptyTally();
  return {
    tally,
    fragments: (async function* () {
      tally.files = 1;
      yield looseFragment(buffers(stdin), path);
    })(),
  };
}

/** Reads standard input to its end. */
export async function readAll(stdin: Io["stdin"]): Promise<Buffer> {
  return wholeOf(buffers(stdin));
}

async function* buffers(stdin: Io["stdin"]): AsyncGenerator<Buffer> {
  for await (const chunk of stdin) yield Buffer.from(chunk);
}
