import { toJsonSchema } from "@valibot/to-json-schema";
import { ConfigSchema } from "../src/config/schema.ts";
import { ReportSchema } from "../src/report/formats/schema.ts";

/** What an editor checks `.keylatch/config.json` with. */
export const configSchema = {
  title: "keylatch configuration",
  ...toJsonSchema(ConfigSchema, { typeMode: "input" }),
};

/** What `--format json` prints. */
export const reportSchema = { title: "keylatch report", ...toJsonSchema(ReportSchema) };
