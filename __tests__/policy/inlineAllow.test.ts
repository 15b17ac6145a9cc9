import { inlineReason } from "../../src/policy/inlineAllow.ts";
import type { Sighting } from "../../src/search/searchText.ts";

/** What a finding in the last of these lines is allowed by. */
function reason(...texts: string[]): string | null {
  const lines = texts.map((text, index) => ({ number: index + 1, text, offset: 0 }));
  return inlineReason({ line: texts.length, lines } as unknown as Sighting);
}

test.each([
  "KEY=value # keylatch:allow made up",
  "KEY=value #keylatch:allow made up",
  'key = "value"# keylatch:allow made up',
  "key: value  # it's old. keylatch:allow: made up",
  'const key = "value"; // keylatch:allow made up',
  'const key = "value";// keylatch:allow made up',
  'url("https://x.example/") // keylatch:allow made up',
  'key = "value"; /* keylatch:allow made up */',
  'f("value")/* keylatch:allow made up */',
  "<key>value</key><!-- keylatch:allow made up -->",
  "VALUES ('value'); -- keylatch:allow made up",
  "VALUES ('value')--keylatch:allow made up",
  "key = value ; keylatch:allow made up",
  '(def key "value"); keylatch:allow made up',
  "\\key{value} % keylatch:allow made up",
  "{{ value }}{# keylatch:allow made up #}",
  "set KEY=value & rem keylatch:allow made up",
  "set KEY=value & REM Keylatch:Allow made up",
  'Const Key = "value" \' keylatch:allow made up',
  'Const Key = "value" \'keylatch:allow made up',
])("a comment on the line: %s", (text) => {
  expect(reason(text)).toBe("made up");
});

test.each(["#", "//", "/*", " *", "<!--", "--", ";", "%", "{#", "rem", "'"])(
  "a comment on the line above that begins with %s",
  (mark) => {
    expect(reason(`  ${mark} keylatch:allow it's made up`, "KEY=value")).toBe("it's made up");
  },
);

test.each([
  "KEY=value don't keylatch:allow because it is prose",
  "KEY='value' keylatch:allow because it is prose",
  "VALUES ('value') keylatch:allow because it is prose",
  "KEY=value keylatch:allow because it is prose",
  "KEY=value https://x.example/#keylatch:allow=because-of-the-address",
  "KEY=value https://x.example/ keylatch:allow because it is prose",
  "tool --password value --force keylatch:allow because it is prose",
  "KEY=100%20keylatch:allow because it is prose",
  'key = "value"; keylatch:allow because it is prose',
])("no comment: %s", (text) => {
  expect(reason(text)).toBeNull();
});

test("words without a reason", () => {
  expect(reason("KEY=value # keylatch:allow")).toBe("");
});
