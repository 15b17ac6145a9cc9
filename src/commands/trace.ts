import { openRepo } from "../git/repo.ts";
import type { ExitCode, Io } from "../io.ts";
import { showPaged } from "../report/pager.ts";
import { jsonText } from "../report/printable.ts";
import type { ReportOptions } from "../report/report.ts";
import { chooseStyle } from "../report/style.ts";
import { traceText } from "../report/trace/traceText.ts";
import { trace as traceCredential } from "../trace/trace.ts";

/** Prints everything that this repository knows about one credential, except the secret. Answers on stdout. */
export async function trace(io: Io, query: string, options: ReportOptions): Promise<ExitCode> {
  const found = await traceCredential(await openRepo(io), query);
  if (options.format === "json") io.stdout.write(jsonText({ version: 1, ...found }));
  else showPaged(io, traceText(found, chooseStyle(io.env, io.stdout, options)));
  return 0;
}
