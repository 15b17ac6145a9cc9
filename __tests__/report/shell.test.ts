import { foldCommand } from "../../src/report/foldCommand.ts";
import { posix, powershell, shellOf } from "../../src/report/shell/shell.ts";

const windows = powershell({ isWindows: true });

test.each([
  ["config/mail.env", "config/mail.env", "config/mail.env"],
  [":/config/mail.env", ":/config/mail.env", "':/config/mail.env'"],
  ["my file.env", "'my file.env'", "'my file.env'"],
  ["it's", "'it'\\''s'", "'it''s'"],
  ["it\u2019s", "'it\u2019s'", "'it\u2019\u2019s'"],
  ["$HOME", "'$HOME'", "'$HOME'"],
  ["@args", "@args", "'@args'"],
  ["a@b.c", "a@b.c", "a@b.c"],
  ["a\nb", "$'a\\012b'", '"a$([char]0xa)b"'],
  ['a\x1b"$b`', "$'a\\033\"$b`'", '"a$([char]0x1b)`"`$b``"'],
  ["\u202ex", "$'\\342\\200\\256x'", '"$([char]0x202e)x"'],
  ["a,b", "'a,b'", "'a,b'"],
])("%j is quoted for both shells", (value, sh, ps) => {
  expect(posix.quote(value)).toBe(sh);
  expect(windows.quote(value)).toBe(ps);
});

test.each([
  ["git add -- a && git commit", "git add -- a; if ($?) { git commit }"],
  ["a && b && c", "a; if ($?) { b; if ($?) { c } }"],
  ['curl -s "$U/x"', 'curl.exe -s "$U/x"'],
  ["U=https://example.com/a\ncurl -s x", '$U = "https://example.com/a"\ncurl.exe -s x'],
  ["git grep -n -F curl", "git grep -n -F curl"],
])("PowerShell gets %j as %j", (sh, ps) => {
  expect(windows.translate(sh)).toBe(ps);
});

test("curl keeps its name where PowerShell has none of that name", () => {
  expect(powershell({ isWindows: false }).translate("curl -s x")).toBe("curl -s x");
});

test("long lines go on with the sign of the shell", () => {
  const command = "aws iam update-access-key --user-name somebody --status Inactive";
  expect(foldCommand(command, 40, posix)[0]).toMatch(/ \\$/);
  expect(foldCommand(command, 40, windows)[0]).toMatch(/ `$/);
});

test.each([
  ["Linux", {}, "linux", "posix"],
  ["a shell below PowerShell on Linux", { PSModulePath: "/x" }, "linux", "powershell"],
  ["Windows with nothing", {}, "win32", "powershell"],
  [
    "PowerShell on Windows",
    {
      USERPROFILE: "C:\\Users\\R",
      PSModulePath: "C:\\Users\\R\\Documents\\PowerShell\\Modules;C:\\x",
      SHELL: "/usr/bin/bash",
    },
    "win32",
    "powershell",
  ],
  [
    "Git Bash",
    { USERPROFILE: "C:\\Users\\R", PSModulePath: "C:\\x", SHELL: "/usr/bin/bash" },
    "win32",
    "posix",
  ],
  ["who says so", { KEYLATCH_SHELL: "powershell" }, "linux", "powershell"],
  ["who says the other", { KEYLATCH_SHELL: "posix", PSModulePath: "/x" }, "win32", "posix"],
] as const)("on %s the shell is known", (_, env, platform, name) => {
  expect(shellOf(env, platform).name).toBe(name);
});
