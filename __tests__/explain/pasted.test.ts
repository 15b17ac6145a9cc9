import type { Exposure } from "../../detectors/detector.ts";
import { detectors } from "../../detectors/index.ts";
import { stores } from "../../src/explain/choices.ts";
import { explanations } from "../../src/explain/explanations.ts";
import { makePage, type Page } from "../../src/explain/page.ts";
import { posix, powershell } from "../../src/report/shell/shell.ts";
import { remediate } from "../../src/report/steps/remediation.ts";
import { awscli } from "../helpers/awscli.ts";
import { parsers } from "../helpers/parsers.ts";
import { type Call, type Pasted, paste } from "../helpers/pasted.ts";
import { TestRepo } from "../helpers/repo.ts";
import { withToolchain } from "../helpers/toolchain.ts";
import { COMMIT, finding, OLDER, scene, verdict } from "../report/samples.ts";

/** Everything of a page that is to be pasted, from top to bottom. */
function scriptOf({ sections }: Page): string {
  const commands = sections
    .flatMap(({ blocks }) => blocks)
    .flatMap((block) => {
      if (block.kind === "steps") return block.steps.flatMap(({ command }) => command ?? []);
      return block.kind === "code" && block.language === "sh" ? [block.code] : [];
    });
  return commands.join("\n");
}

/** The commands of the report that are not git's, for a detector in every exposure. */
function reportCommands(id: string, shell = posix): string[] {
  const detector = detectors.find((one) => one.id === id) as (typeof detectors)[number];
  return (["staged", "local", "published", "disk"] as Exposure[]).flatMap((exposure) => {
    const commit = exposure === "local" || exposure === "published" ? OLDER : null;
    const own = { detector: id, family: detector.family, kind: detector.kind, exposure, commit };
    const head = finding({ ...own, identifier: null, path: "some folder/it's.env" });
    const group = { status: "blocking", head, findings: [head] } as const;
    const change = { scene: scene(COMMIT, { [OLDER]: {} }) };
    return remediate(group, verdict([head], change), shell).steps.flatMap(({ command }) => command ?? []);
  });
}

const results: { readonly name: string; readonly pasted: Pasted }[] = [];
const distinct = new Map<string, string>();
for (const { id, family } of detectors) {
  const explanation = explanations[id];
  const detector = detectors.find((one) => one.id === id);
  if (explanation === undefined || detector === undefined) continue;
  distinct.set(scriptOf(makePage(detector, explanation)), id);
  distinct.set(
    reportCommands(id)
      .filter((command) => !command.startsWith("git "))
      .join("\n"),
    `the report of ${id}`,
  );
  for (const store of stores)
    distinct.set(scriptOf(makePage(detector, explanation, { store })), `${family}, ${store}`);
}

beforeAll(async () => {
  for (const [script, name] of distinct) {
    const repo = new TestRepo();
    repo.commit({ readme: "x", "conf/x": "x" });
    results.push({ name, pasted: await paste(script, repo) });
    repo.remove();
  }
});

test("a shell finds every program, and no mistake", () => {
  const complaints = results.flatMap(({ name, pasted }) =>
    pasted.stderr
      .split("\n")
      .filter((line) => /syntax|not found|unbound|ambiguous|unexpected|usage:|curl:/i.test(line))
      .map((line) => `${name}: ${line}`),
  );
  expect(complaints).toEqual([]);
});

test("zsh expands nothing more than sh, with extended globs too", () => {
  const bare = (script: string) => {
    const { quoting } = posix.read(script);
    return Array.from(script, (_, at) => (quoting[at] === "bare" ? script[at] : "x")).join("");
  };
  const scripts = [...distinct.keys(), ...detectors.flatMap(({ id }) => reportCommands(id))];
  const odd = scripts.flatMap((script) => bare(script).match(/.*(?:[\^#?*[!]|[^\s]~|(?<![^\s])=).*/g) ?? []);
  expect(odd).toEqual([]);
});

withToolchain("the AWS CLI, by its own models", awscli, () => {
  test("understands every call", () => {
    const calls = new Map(
      results.flatMap(({ pasted }) => pasted.aws.map((words) => [words.join("\0"), words])),
    );
    expect(calls.size).toBeGreaterThan(30);
    expect(awscli.errors([...calls.values()])).toEqual([]);
  });

  test("does not understand what is not there", () => {
    expect(
      awscli.errors([
        ["iam", "no-such-call"],
        ["iam", "delete-access-key"],
        ["sts", "get-caller-identity"],
      ]),
    ).toHaveLength(2);
  });
});

/** What Anypoint Platform's specifications have, and Conjur's. */
const CALLS: readonly (readonly [method: string, url: RegExp, body?: "json" | "form" | "any"])[] = [
  ["POST", /^\/accounts\/api\/v2\/oauth2\/token$/, "form"],
  ["POST", /^\/accounts\/api\/v2\/oauth2\/revoke$/, "form"],
  ["GET", /^\/accounts\/api\/logout$/],
  ["PATCH", /^\/accounts\/api\/connectedApplications\/\w+(?:\?resetSecret=true)?$/, "json"],
  ["GET", /^\/accounts\/api\/connectedApplications\/\w+\?includeUsage=true$/],
  ["DELETE", /^\/accounts\/api\/connectedApplications\/\w+\/revoke$/],
  ["PATCH", /^\/accounts\/api\/organizations\/\w+\/clients\/\w+\?resetSecret=true$/, "json"],
  ["DELETE", /^\/accounts\/api\/organizations\/\w+\/connectedApplications\/authorizations\?user_id=\w+$/],
  ["POST", /^\/exchange\/api\/v2\/organizations\/\w+\/applications\/\w+\/secret\/reset$/],
  ["POST", /^\/mq\/admin\/api\/v1\/organizations\/\w+\/environments\/\w+\/clients\/\w+$/],
  ["POST", /^\/audit\/v2\/organizations\/\w+\/query\?cursorPagination=true$/, "json"],
  ["PATCH", /^\/hybrid\/api\/v1\/servers\/registrationToken$/],
  ["POST", /^\/secrets\/acme\/variable\/[\w.%-]+$/, "any"],
];

test("every call by curl is one of the specifications, with what it asks for", () => {
  const calls = results.flatMap(({ name, pasted }) => pasted.calls.map((call) => ({ name, call })));
  expect(calls.length).toBeGreaterThan(20);
  expect(calls.flatMap(({ name, call }) => problems(call).map((problem) => `${name}: ${problem}`))).toEqual(
    [],
  );
  const used = (pattern: RegExp) => calls.some(({ call }) => pattern.test(call.url));
  expect(CALLS.filter(([, url]) => !used(url))).toEqual([]);
});

function problems({ method, url, headers, body }: Call): string[] {
  const known = CALLS.find(([wanted, pattern]) => wanted === method && pattern.test(url));
  if (known === undefined) return [`${method} ${url} is not known`];
  const found: string[] = [];
  const isLogin = /oauth2\/(?:token|revoke)/.test(url);
  if (
    !isLogin &&
    !/^(?:bearer \S+|Token token=)/i.test(String(headers.authorization)) &&
    !url.startsWith("/secrets")
  )
    found.push(`${url} has no bearer`);
  const type = String(headers["content-type"]);
  if (known[2] === "json") {
    if (type !== "application/json") found.push(`${url} sends ${type}`);
    try {
      JSON.parse(body);
    } catch {
      found.push(`${url} sends no JSON: ${body}`);
    }
  }
  if (known[2] === "form" && !/^\w+=/.test(body)) found.push(`${url} sends no form: ${body}`);
  if (known[2] === undefined && body !== "") found.push(`${url} sends ${body}`);
  if (/registrationToken/.test(url) && !(headers["x-anypnt-org-id"] && headers["x-anypnt-env-id"]))
    found.push(`${url} misses its headers`);
  return found;
}

withToolchain("PowerShell, by its grammar", parsers, () => {
  test("can read every command of the report", () => {
    const commands = detectors.flatMap(({ id }) => reportCommands(id, powershell({ isWindows: true })));
    expect(parsers.parse("powershell", [...new Set(commands)]).errors).toEqual([]);
    expect(parsers.parse("powershell", ["foo 'bar"]).errors).toHaveLength(1);
  });
});
