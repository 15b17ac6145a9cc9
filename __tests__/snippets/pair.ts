import { readSnippets } from "../../src/explain/snippets.ts";

export type Family = "aws-ses" | "anypoint";

/** What a store holds for a family, and what a snippet makes of it. */
export const PAIR = {
  "aws-ses": {
    name: "mail/ses",
    fields: ["username", "password"],
    variables: ["SES_SMTP_USERNAME", "SES_SMTP_PASSWORD"],
    values: ["a user", "a pass word/+="],
  },
  anypoint: {
    name: "anypoint/ci",
    fields: ["client_id", "client_secret"],
    variables: ["ANYPOINT_CLIENT_ID", "ANYPOINT_CLIENT_SECRET"],
    values: ["an id", "a se cret/+="],
  },
} as const;

/** Every snippet of a language. */
export function snippetsIn(lang: Parameters<typeof readSnippets>[2]) {
  return (["aws-ses", "anypoint"] as const).flatMap((family) =>
    readSnippets(family, undefined, lang).map(({ store, code }) => ({ family, store, code })),
  );
}
