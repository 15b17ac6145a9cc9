import { begin } from "../begin.ts";
import { KeylatchError } from "../errors.ts";
import { leaveReceipt } from "../policy/receipt.ts";
import { ByteStream } from "./byteStream.ts";
import { isCleanPush } from "./pushedClean.ts";
import { cleanChange } from "./stagedClean.ts";

const [, , hook, ...args] = process.argv;

/** Looks first at what the hooks' scripts pipe in. All but the plain case needs the whole command. */
async function run(): Promise<void> {
  const stream = new ByteStream(0);
  if (hook === "pre-push") {
    const refs = refLines(stream);
    const isPlain = refs !== null && args.length === 2;
    if (isPlain && (await isTrue(() => isCleanPush(stream, refs)))) end();
    else await begin(handedOn(refs));
  } else if (hook === "pre-commit" && args.length === 0 && (await isTrue(() => passes(stream)))) end();
  else await begin();
}

/** Whether there is nothing to say about what is staged. */
async function passes(stream: ByteStream): Promise<boolean> {
  const clean = await cleanChange(stream, process.env);
  return clean !== null && leaveReceipt(clean, clean.change, "passed") === null;
}

async function isTrue(answer: () => Promise<boolean>): Promise<boolean> {
  try {
    return await answer();
  } catch {
    // Cut off, or not as expected: the ordinary way finds out what is wrong, and says it.
    return false;
  }
}

/** Ends at once: node would wait for its compiler, whose code will not run any more. */
function end(): never {
  process.exit();
}

/** git's ref lines, which `pre-push.sh` passes on; `null` when they are cut off. */
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
      hint: "Nothing was checked. Push again; if that does not help, run keylatch init in a fresh clone.",
    });
  yield refs;
}

run();
