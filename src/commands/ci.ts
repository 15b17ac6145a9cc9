import { readFile } from "node:fs/promises";
import { verified } from "../audit/verify.ts";
import { ciScope } from "../ci/scope.ts";
import { systems } from "../ci/systems.ts";
import { type Arguments, reportOptions } from "../commandOptions.ts";
import { KeylatchError } from "../errors.ts";
import { openRepo } from "../git/repo.ts";
import type { ExitCode, Io } from "../io.ts";
import { parseJson } from "../json.ts";
import { ciText } from "../report/ciText.ts";
import { annotations, jsonWithoutCommands, withoutCommands } from "../report/formats/workflowCommands.ts";
import { writeReport } from "../report/report.ts";
import { programOf } from "../report/style.ts";
import { exitCodeOf } from "../verdict.ts";

/**
 * Verifies the commits of a CI job; says on stderr which those are, and answers on stdout.
 * @throws {KeylatchError} `no-ci`
 */
export async function ci(io: Io, args: Arguments): Promise<ExitCode> {
  const repo = await openRepo(io);
  const system = systems.find(({ isHere }) => isHere(io.env));
  if (system === undefined) {
    throw new KeylatchError("no-ci", "no environment variable of a known CI system is set", {
      hint: `Known: ${systems.map(({ name }) => name).join(", ")}. Elsewhere: \`keylatch audit verify --range A..B\`.`,
    });
  }
  const scope = await ciScope(repo, system, system.range(io.env, await eventOf(io.env)));
  io.stderr.write(withoutCommands(ciText(system.name, scope)));
  const range = scope.base === null ? scope.head : `${scope.base}..${scope.head}`;
  const verdict = await verified(repo, range, true);
  const options = reportOptions(args);
  const isText = options.format === "text";
  const defused = isText ? withoutCommands : jsonWithoutCommands;
  const { isTTY = false, columns = 0 } = io.stdout;
  const stream = { isTTY, columns, write: (text: string) => io.stdout.write(defused(text)) };
  writeReport(stream, io, verdict, options);
  if (isText && system.name === "GitHub Actions") io.stdout.write(annotations(verdict, programOf(io.env)));
  return exitCodeOf(verdict);
}

/** GitHub's event payload; `undefined` elsewhere. @throws {KeylatchError} `ci-event` */
async function eventOf({ GITHUB_EVENT_PATH: path }: Io["env"]): Promise<unknown> {
  if (!path) return undefined;
  const bytes = await readFile(path).catch((cause: NodeJS.ErrnoException) => {
    throw new KeylatchError(
      "ci-event",
      `GITHUB_EVENT_PATH names ${path}, which cannot be read (${cause.code})`,
      { cause },
    );
  });
  return parseJson(bytes, path, "ci-event");
}
