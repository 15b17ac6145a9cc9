import { begin } from "../begin.ts";
import { KeylatchError } from "../errors.ts";
import { leaveReceipt } from "../policy/receipt.ts";
import { ByteStream } from "./byteStream.ts";
import { isCleanPush } from "./pushedClean.ts";
import { cleanChange } from "./stagedClean.ts";

const [, , hook, ...args] = process.argv;

/** Checks what the hooks' scripts pipe in. Anything but the plain case runs the whole command. */
async function run(): Promise<void> {
  const stream = new ByteStream(0);
  if (hook === "pre-push") {
    const refs = refLines(stream);
    const isPlain = refs !== null && args.length === 2;
    if (isPlain && (await succeeds(() => isCleanPush(stream, refs)))) end();
    else await begin(handedOn(refs));
  } else if (hook === "pre-commit" && args.length === 0 && (await succeeds(() => passes(stream)))) end();
  else await begin();
}

/** Whether the staged change is clean, and a receipt for it was written. */
async function passes(stream: ByteStream): Promise<boolean> {
  const clean = await cleanChange(stream, process.env);
  return clean !== null && leaveReceipt(clean, clean.change, "passed") === null;
}

async function succeeds(answer: () => Promise<boolean>): Promise<boolean> {
  try {
    return await answer();
  } catch {
    // The input is cut off or unexpected: the whole command finds out why, and reports it.
    return false;
  }
}

/** Exits at once: otherwise Node would wait for a compilation in the background that is no longer needed. */
function end(): never {
  process.exit();
}

/** Git's ref lines, which `pre-push.sh` passes on; `null` if they are cut off. */
function refLines(stream: ByteStream): string | null {
  try {
    const lines: string[] = [];
    for (let line = stream.text(); line !== "."; line = stream.text()) lines.push(line);
    return lines.join("\n");
  } catch {
    return null;
  }
}

async function* handedOn(refs: string | null): AsyncGenerator<string> {
  if (refs === null)
    throw new KeylatchError("ref-line", "the ref lines that git hands to pre-push were cut off", {
      hint: "Nothing was checked. Push again; if that does not help, run `keylatch init` in a fresh clone.",
    });
  yield refs;
}

run();
