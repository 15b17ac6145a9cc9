import { endsEarly } from "../../src/init/hookText.ts";

const hook = (before: string) => `#!/bin/sh\n${before}\nkeylatch pre-commit\n`;

test.each([
  "exit 0",
  "  exec foo",
  "true && exit 0",
  "true; exit",
  "if x; then exit; fi",
  "if true; then exit 0; fi",
  '[ -n "$X" ] || exit 0',
  "x || exec foo",
])("%p may end a hook well before it checks", (line) => {
  expect(endsEarly(hook(line))).toBe(true);
});

test.each([
  "npm test || exit 1",
  "npm test || exit",
  "npm test || exit $?",
  "f() { return 1; }",
  'echo "done; exit now"',
  "if ! command -v x >/dev/null; then exit 1; fi",
  "# exit 0",
])("%p does not", (line) => {
  expect(endsEarly(hook(line))).toBe(false);
});
