import { answerIn, type Command, LIST, oneOf, REPORT, reportOptions, usage } from "./commandOptions.ts";
import { hookCommands } from "./hookCommands.ts";

/** The same lists as in `src/explain/snippets.ts`, which hooks do not load. */
const STORES = ["env", "aws-secrets-manager", "vault", "conjur"];
const LANGUAGES = ["ts", "python", "java", "go", "csharp"];

/** All commands, in the order of the help text. Each imports its code when it runs, to keep hooks fast. */
export const commands: readonly Command[] = [
  {
    name: "init",
    summary: "set up this repository: hooks and configuration",
    positionals: [],
    options: {
      hooks: oneOf("KIND", ["husky", "native"], "husky, or native: git's own hooks, without husky"),
    },
    example: "keylatch init",
    async run(io, { values }) {
      const { init } = await import("./commands/index.ts");
      return init(io, values.hooks as Parameters<typeof init>[1]);
    },
  },
  ...hookCommands,
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
    async run(io, args) {
      const { values, positionals } = args;
      const modes = ["staged", "range", "all-history", "stdin", "image"].filter(
        (name) => values[name] !== undefined,
      );
      if (modes.length > 1) throw usage(`--${modes[0]} and --${modes[1]} cannot be combined`, "scan");
      if (modes.length === 1 && modes[0] !== "staged" && positionals.length > 0)
        throw usage(`--${modes[0]} takes no PATH`, "scan");
      // Otherwise the current folder would be searched, and standard input silently ignored.
      if (values["stdin-filename"] !== undefined && values.stdin === undefined)
        throw usage("--stdin-filename needs --stdin", "scan");
      return (await import("./commands/scan.ts")).scan(io, {
        ...reportOptions(args),
        paths: positionals,
        staged: values.staged === true,
        range: values.range as string | undefined,
        allHistory: values["all-history"] === true,
        stdin: values.stdin === true,
        image: values.image as string | undefined,
        stdinFilename: values["stdin-filename"] as string | undefined,
      });
    },
  },
  {
    name: "fix",
    summary: "move what blocks a commit out of the staged files",
    positionals: ["[PATH]", "…"],
    options: {
      store: oneOf("STORE", STORES, `print commands for: ${STORES.join(", ")}`),
      yes: { type: "boolean", help: "change the files without asking" },
      undo: { type: "string", value: "ID", help: "undo this fix" },
      ...LIST,
    },
    example: "keylatch fix --store vault",
    async run(io, { values, positionals }) {
      if (values.undo !== undefined && positionals.length > 0) throw usage("--undo takes no PATH", "fix");
      const { fix } = await import("./commands/index.ts");
      type Options = Parameters<typeof fix>[1];
      return fix(io, {
        paths: positionals,
        store: (values.store ?? "env") as Options["store"],
        yes: values.yes === true,
        undo: values.undo as string | undefined,
        format: (values.format ?? "text") as Options["format"],
        noColor: values["no-color"] === true,
      });
    },
  },
  {
    name: "explain",
    summary: "describe a kind of key: misuse, rotation, safe storage",
    positionals: ["[ID]"],
    options: {
      format: oneOf("FORMAT", ["text", "markdown", "json"]),
      store: oneOf("STORE", STORES),
      lang: oneOf("LANG", LANGUAGES),
      "no-color": { type: "boolean", help: "plain text" },
    },
    example: "keylatch explain aws-ses-smtp-password",
    async run(io, { values, positionals }) {
      if (positionals.length === 0 && (values.store ?? values.lang) !== undefined)
        throw usage("ID is missing: --store and --lang are about one kind of key", "explain");
      const { explain } = await import("./commands/index.ts");
      type Options = Parameters<typeof explain>[2];
      return explain(io, positionals[0], {
        format: (values.format ?? "text") as Options["format"],
        ...(values.store !== undefined && { store: values.store as NonNullable<Options["store"]> }),
        ...(values.lang !== undefined && { lang: values.lang as NonNullable<Options["lang"]> }),
        noColor: values["no-color"] === true,
      });
    },
  },
  {
    name: "trace",
    summary: "list every file, commit, ref and reader of one credential",
    positionals: ["FINGERPRINT|KEY-ID"],
    options: LIST,
    example: "keylatch trace 3f9c1a7e",
    run: async (io, args) =>
      (await import("./commands/index.ts")).trace(io, args.positionals[0] as string, reportOptions(args)),
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
    async run(io, { values, positionals }) {
      if (positionals.length > 0 === (values.all === true))
        throw usage("name FINGERPRINTs, or use --all", "override add");
      if (values.reason === undefined) throw usage("--reason is required", "override add");
      return (await import("./commands/index.ts")).overrideAdd(io, {
        reason: values.reason as string,
        expires: values.expires as string | undefined,
        fingerprints: positionals,
      });
    },
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
    run: async (io, args) =>
      (await import("./commands/index.ts")).audit(io, {
        ...reportOptions(args),
        expired: args.values.expired === true,
        unused: args.values.unused === true,
        by: args.values.by as string | undefined,
      }),
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
    async run(io, args) {
      const range = args.values.range as string | undefined;
      return (await import("./commands/index.ts")).auditVerify(io, { ...reportOptions(args), range });
    },
  },
  {
    name: "ci",
    summary: "audit verify for the commits of this CI job",
    positionals: [],
    options: answerIn("text", "json", "sarif", "gitlab"),
    example: "keylatch ci",
    run: async (io, args) => (await import("./commands/index.ts")).ci(io, reportOptions(args)),
  },
  {
    name: "doctor",
    summary: "prove that the hooks work here, with a made-up key",
    positionals: [],
    options: LIST,
    example: "keylatch doctor",
    run: async (io, args) => (await import("./commands/index.ts")).doctor(io, reportOptions(args)),
  },
  {
    name: "completion",
    summary: "print a script that completes commands in bash, zsh or fish",
    positionals: ["SHELL"],
    options: {},
    example: "source <(keylatch completion bash)",
    async run(io, { positionals: [shell] }) {
      if (shell !== "bash" && shell !== "zsh" && shell !== "fish")
        throw usage("SHELL must be one of bash, zsh, fish", "completion");
      return (await import("./commands/index.ts")).completion(io, shell, commands);
    },
  },
];
