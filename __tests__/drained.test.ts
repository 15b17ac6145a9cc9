import { PassThrough } from "node:stream";
import { drained } from "../src/drained.ts";

test.each(["drain", "close"])(
  "a full stream is waited for until %s, and nothing is left listening",
  async (event) => {
    const stream = new PassThrough({ highWaterMark: 1 });
    const listening = () => ["drain", "close"].map((name) => stream.listenerCount(name));
    const before = listening();
    expect(stream.write("more than it takes")).toBe(false);
    const waiting = drained(stream);
    if (event === "drain") stream.resume();
    else stream.destroy();
    await waiting;
    expect(listening()).toEqual(before);
  },
);
