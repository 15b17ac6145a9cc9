import { type Arguments, reportOptions } from "../commandOptions.ts";
import { openRepo } from "../git/repo.ts";
import type { ExitCode, Io } from "../io.ts";
import { showPaged } from "../report/pager.ts";
import { jsonText } from "../report/printable.ts";
import { chooseStyle } from "../report/style.ts";
import { traceText } from "../report/trace/traceText.ts";
import { trace as traceCredential } from "../trace/trace.ts";

/** Prints everything that this repository knows about one credential, except the secret. Answers on stdout. */
export async function trace(io: Io, args: Arguments): Promise<ExitCode> {
  const found = await traceCredential(await openRepo(io), args.positionals[0] as string);
  if (args.values.format === "json") io.stdout.write(jsonText({ version: 1, ...found }));
  else showPaged(io, traceText(found, chooseStyle(io.env, io.stdout, reportOptions(args))));
  return 0;
}
