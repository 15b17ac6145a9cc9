import { leaveReceipt } from "../policy/receipt.ts";
import { ByteStream } from "./byteStream.ts";
import { cleanChange } from "./stagedClean.ts";

/** Whether the hook has piped in what is staged, and there is nothing to say about it. */
async function isDone(): Promise<boolean> {
  const { KEYLATCH_STDIN: kind, ...env } = process.env;
  if (kind !== "staged" || process.argv.length !== 3 || process.argv[2] !== "pre-commit") return false;
  try {
    const clean = await cleanChange(new ByteStream(0), env);
    return clean !== null && leaveReceipt(clean, clean.change, "passed") === null;
  } catch {
    // Cut off, or not as expected: the ordinary way finds out what is wrong, and says it.
    return false;
  }
}

isDone().then((done) => {
  // All but the plain case is in another file, which takes longer to load than git takes.
  if (!done) import("../bin.ts");
});
