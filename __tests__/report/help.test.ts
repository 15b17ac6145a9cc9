import { commands } from "../../src/commandTable.ts";
import { commandHelpText, helpText } from "../../src/report/helpText.ts";

test.each([
  ["keylatch", helpText(commands)],
  ...commands.map((one) => [one.name, commandHelpText(one, "npx keylatch")]),
])("the help of %s fits a terminal of 80 columns and 24 lines", (_, text) => {
  const lines = (text as string).trimEnd().split("\n");
  expect(lines.filter(({ length }) => length > 80)).toEqual([]);
  // The prompt, and the line that asked.
  expect(lines.length).toBeLessThanOrEqual(22);
});
