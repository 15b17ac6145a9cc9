import { toJsonSchema } from "@valibot/to-json-schema";
import { ConfigSchema } from "../src/config/schema.ts";
import { ReportSchema } from "../src/report/formats/schema.ts";

/** The schema with which editors check `.keylatch/config.json`. */
export const configSchema = {
  title: "keylatch configuration",
  ...toJsonSchema(ConfigSchema, { typeMode: "input" }),
};

/** The schema of the output of `--format json`. */
export const reportSchema = { title: "keylatch report", ...toJsonSchema(ReportSchema) };
