import { answerIn, type Command, LIST, oneOf, REPORT, reportOptions, usage } from "./commandOptions.ts";
import { languages, stores } from "./explain/choices.ts";

/** All commands, in the order of the help text. */
export const commands: readonly Command[] = [
  {
    name: "init",
    summary: "set up this repository: hooks and configuration",
    positionals: [],
    options: {
      hooks: oneOf("KIND", ["husky", "native"], "husky, or native: git's own hooks, without husky"),
    },
    example: "keylatch init",
    run: apart("init"),
  },
  {
    name: "pre-commit",
    summary: "check what is staged (called by the hook)",
    positionals: [],
    options: REPORT,
    example: "keylatch pre-commit",
    run: async (io, args) => (await import("../hooks/pre-commit.ts")).preCommit(io, reportOptions(args)),
  },
  {
    name: "pre-push",
    summary: "check what a push would publish (called by the hook)",
    positionals: ["[REMOTE]", "[URL]"],
    options: REPORT,
    example: 'keylatch pre-push "$@"',
    async run(io, args) {
      const [remote, url] = args.positionals;
      if (remote !== undefined && url === undefined) throw usage("URL is missing", "pre-push");
      const target = remote === undefined || url === undefined ? null : { remote, url };
      return (await import("../hooks/pre-push.ts")).prePush(io, target, reportOptions(args));
    },
  },
  {
    name: "pre-receive",
    summary: "check a push on the server (called by its hook)",
    positionals: [],
    options: REPORT,
    example: "keylatch pre-receive",
    run: async (io, args) => (await import("../hooks/pre-receive.ts")).preReceive(io, reportOptions(args)),
  },
  {
    name: "agent-hook",
    summary: "refuse what an AI agent should not do (called by its hook)",
    positionals: [],
    options: {},
    example: "keylatch agent-hook",
    run: apart("agentHook"),
  },
  {
    name: "scan",
    summary: "search files, the index, commits, standard input or an image",
    positionals: ["[PATH]", "…"],
    options: {
      staged: { type: "boolean", help: "what is staged (below PATH, if given)" },
      range: { type: "string", value: "A..B", help: "the commits of a range" },
      "all-history": { type: "boolean", help: "everything that any ref or stash reaches" },
      stdin: { type: "boolean", help: "standard input" },
      image: {
        type: "string",
        value: "FILE",
        help: "a container image: docker save, or an OCI layout as tar",
      },
      "stdin-filename": { type: "string", value: "F", help: "name of the file on standard input" },
      ...REPORT,
    },
    example: "keylatch scan --range main..HEAD",
    run: async (io, args) => (await import("./commands/scan.ts")).scan(io, args),
  },
  {
    name: "fix",
    summary: "move what blocks a commit out of the staged files",
    positionals: ["[PATH]", "…"],
    options: {
      store: oneOf("STORE", stores, `print commands for: ${stores.join(", ")}`),
      yes: { type: "boolean", help: "change the files without asking" },
      undo: { type: "string", value: "ID", help: "undo this fix" },
      ...LIST,
    },
    example: "keylatch fix --store vault",
    run: apart("fix"),
  },
  {
    name: "explain",
    summary: "describe a kind of key: misuse, rotation, safe storage",
    positionals: ["[ID]"],
    options: {
      format: oneOf("FORMAT", ["text", "markdown", "json"]),
      store: oneOf("STORE", stores),
      lang: oneOf("LANG", languages),
      "no-color": { type: "boolean", help: "plain text" },
    },
    example: "keylatch explain aws-ses-smtp-password",
    run: apart("explain"),
  },
  {
    name: "trace",
    summary: "list every file, commit, ref and reader of one credential",
    positionals: ["FINGERPRINT|KEY-ID"],
    options: LIST,
    example: "keylatch trace 3f9c1a7e",
    run: apart("trace"),
  },
  {
    name: "override add",
    summary: "record a reason for current findings",
    positionals: ["[FINGERPRINT]", "…"],
    options: {
      reason: { type: "string", value: "R", help: "why this is safe (required)" },
      expires: { type: "string", value: "YYYY-MM-DD", help: "last day; at most override.maxDays from now" },
      all: { type: "boolean", help: "all findings in tracked files" },
    },
    example: 'keylatch override add --all --reason "SEC-40: rotated by June"',
    run: apart("overrideAdd"),
  },
  {
    name: "audit",
    summary: "list the override records: who, when, why, what, until",
    positionals: [],
    options: {
      expired: { type: "boolean", help: "only records that have expired" },
      unused: { type: "boolean", help: "only records of findings that are no longer in any file" },
      by: { type: "string", value: "NAME", help: "only those made by NAME (part of a name or e-mail)" },
      ...LIST,
    },
    example: "keylatch audit --expired",
    run: apart("audit"),
  },
  {
    name: "audit verify",
    summary: "fail if a finding in a range has no valid record",
    positionals: [],
    options: {
      range: {
        type: "string",
        value: "A..B",
        help: "commits (default: @{upstream}..HEAD, or all of HEAD)",
      },
      ...REPORT,
    },
    example: "keylatch audit verify --range origin/main..HEAD",
    run: apart("auditVerify"),
  },
  {
    name: "ci",
    summary: "audit verify for the commits of this CI job",
    positionals: [],
    options: answerIn("text", "json", "sarif", "gitlab"),
    example: "keylatch ci",
    run: apart("ci"),
  },
  {
    name: "doctor",
    summary: "prove that the hooks work here, with a made-up key",
    positionals: [],
    options: LIST,
    example: "keylatch doctor",
    run: apart("doctor"),
  },
  {
    name: "completion",
    summary: "print a script that completes commands in bash, zsh or fish",
    positionals: ["SHELL"],
    options: {},
    example: "source <(keylatch completion bash)",
    run: async (io, args) => (await import("./commands/index.ts")).completion(io, args, commands),
  },
];

type Apart = Omit<typeof import("./commands/index.ts"), "canFix" | "completion">;

/** Loads the code of a command when it runs, to keep hooks fast. */
function apart(name: keyof Apart): Command["run"] {
  return async (io, args) => (await import("./commands/index.ts"))[name](io, args);
}
