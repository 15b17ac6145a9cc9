import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { Fake } from "../../detectors/fake.ts";
import type { TestRepo } from "./repo.ts";

/** A call that curl made. */
export interface Call {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface Pasted {
  /** Words of every call of `aws`. */
  readonly aws: readonly (readonly string[])[];
  /** Words of every call of another vendor's program, its name first. */
  readonly others: readonly (readonly string[])[];
  readonly calls: readonly Call[];
  readonly stderr: string;
}

/** Programs that are not there; a stand-in writes down its words. */
const STANDINS = [
  "keylatch",
  "anypoint-cli-v4",
  "flexctl",
  "rtfctl",
  "vault",
  "conjur",
  "summon",
  "kubectl",
  "keytool",
  "java",
  "npm",
  "npx",
];

/** Pastes a text into bash as a person would, with what it takes for granted lying around. */
export async function paste(script: string, repo: TestRepo): Promise<Pasted> {
  const bin = join(repo.base, "bin");
  const log = join(repo.base, "log");
  mkdirSync(bin, { recursive: true });
  writeFileSync(log, "");
  const standIn = (name: string, answer: string) =>
    writeFileSync(
      join(bin, name),
      `#!/bin/sh\nnode -e 'require("fs").appendFileSync(process.argv[1], JSON.stringify(process.argv.slice(2)) + "\\n")' '${log}' ${name} "$@"\n${answer}\n`,
      {
        mode: 0o755,
      },
    );
  // A region for loops, and an answer that jq can read.
  standIn("aws", 'case "$*" in *describe-regions*) echo eu-west-1;; *) echo "[]";; esac');
  for (const name of STANDINS) standIn(name, "exit 0");
  const { calls, port, close } = await listen();
  // The real curl, to a server on this machine.
  const curl = `#!/usr/bin/env bash\nexec /usr/bin/env -i PATH="${process.env.PATH}" HOME="$HOME" curl "\${@/https:\\/\\/anypoint.mulesoft.com/http://127.0.0.1:${port}}"\n`;
  writeFileSync(join(bin, "curl"), curl, { mode: 0o755 });

  const home = join(repo.base, "home");
  const fake = new Fake(1);
  const key = { UserName: "u", AccessKeyId: fake.accessKeyId(), SecretAccessKey: fake.secretAccessKey() };
  writeFileSync(join(home, "new-key.json"), JSON.stringify({ AccessKey: key }));
  for (const name of ["leaked.txt", "admin.secret"]) writeFileSync(join(home, name), "made-up");
  repo.write(
    ".env",
    "SES_SMTP_USERNAME='a'\nSES_SMTP_PASSWORD='b'\nANYPOINT_CLIENT_ID='c'\nANYPOINT_CLIENT_SECRET='d'\n",
  );
  repo.write("send-only.json", "{}");
  const env = {
    ...repo.env,
    PATH: `${bin}:${process.env.PATH}`,
    T: "token",
    ADMIN_ID: "admin",
    ROOT: "root",
    NEW_KEY: "0123456789abcdef",
    CONJUR_APPLIANCE_URL: "https://anypoint.mulesoft.com",
    CONJUR_ACCOUNT: "acme",
  };
  const child = spawn("bash", ["-c", script], {
    cwd: repo.dir,
    env: env as NodeJS.ProcessEnv,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let stderr = "";
  for await (const chunk of child.stderr) stderr += chunk;
  close();
  const said = readFileSync(log, "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as string[]);
  return {
    aws: said.filter(([name]) => name === "aws").map((words) => words.slice(1)),
    others: said.filter(([name]) => name !== "aws"),
    calls,
    stderr,
  };
}

async function listen() {
  const calls: Call[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    calls.push({ method: request.method ?? "", url: request.url ?? "", headers: request.headers, body });
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ access_token: "fetched", data: [] }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { calls, port: (server.address() as AddressInfo).port, close: () => server.close() };
}
