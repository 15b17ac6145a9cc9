import { type Command, REPORT, reportOptions, usage } from "./commandOptions.ts";

/** The commands that hooks call, in the order of the help. */
export const hookCommands: readonly Command[] = [
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
    run: async (io) => (await import("./commands/index.ts")).agentHook(io),
  },
];
