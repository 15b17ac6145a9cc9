import { renderText } from "../../src/report/finding/text.ts";
import { asciiStyle, COMMIT, colored, finding, KEY_ID, OLDER, plain, scene, verdict } from "./samples.ts";

jest.mock("../../detectors/index.ts", () => ({ detectors: jest.requireActual("./samples.ts").catalogue }));

const push = { occasion: "push", scanned: { commits: 12, files: 9, blobs: 30, bytes: 99999 } } as const;

test("a staged key: what, where, whose, why, and the way out", () => {
  const text = renderText(
    verdict([finding({ evidence: { account: "123456789012", region: "eu-west-1" } })]),
    plain(),
  );
  expect(text).toBe(`✖ aws-ses-smtp-password: Amazon SES SMTP password in a staged file
   ╭─[config/mail.env:3:15]
 2 │ SES_SMTP_USER=${KEY_ID}
 3 │ SES_SMTP_PASS=**…
   ·               ─┬─
   ·                ╰── 3:15 to 3:59, redacted
 4 │ SES_REGION=eu-west-1
   ╰────
  who: key id ${KEY_ID}, AWS account 123456789012, region eu-west-1
  why: anyone who reads it can send mail as you; it does not expire
  out: no: only staged, in no commit yet
  fix: 1. Take it out of the commit:  git restore --staged -- config/mail.env
       2. Leave SES_SMTP_PASS empty there; the value belongs in an ignored .env
          or a store; then commit as before:
          git add -- config/mail.env && git commit
       3. See who owns it and when it was last used:
          aws iam get-access-key-last-used --access-key-id ${KEY_ID}
       4. Make a new one in account 123456789012:
          aws iam create-access-key --user-name IAM_USER > new.json
  see: npx keylatch explain aws-ses-smtp-password  (1 more step)

✖ commit blocked: 1 secret in 1 of 4 staged files
  Not a secret, or a risk you accept? Say why; the reason is committed with it:
  git -c keylatch.override="TICKET: reason" commit …
`);
});

test("in the first commit there is nothing to restore from", () => {
  const text = renderText(verdict([finding()], { unborn: true }), plain());
  expect(text).toBe(`✖ aws-ses-smtp-password: Amazon SES SMTP password in a staged file
   ╭─[config/mail.env:3:15]
 2 │ SES_SMTP_USER=${KEY_ID}
 3 │ SES_SMTP_PASS=**…
   ·               ─┬─
   ·                ╰── 3:15 to 3:59, redacted
 4 │ SES_REGION=eu-west-1
   ╰────
  who: key id ${KEY_ID}
  why: anyone who reads it can send mail as you; it does not expire
  out: no: only staged, in no commit yet
  fix: 1. Take it out of the commit:  git reset -q -- config/mail.env
       2. Leave SES_SMTP_PASS empty there; the value belongs in an ignored .env
          or a store; then commit as before:
          git add -- config/mail.env && git commit
       3. See who owns it and when it was last used:
          aws iam get-access-key-last-used --access-key-id ${KEY_ID}
       4. Make a new one in account AWS_ACCOUNT_ID:
          aws iam create-access-key --user-name IAM_USER > new.json
  see: npx keylatch explain aws-ses-smtp-password  (1 more step)

✖ commit blocked: 1 secret in 1 of 4 staged files
  Not a secret, or a risk you accept? Say why; the reason is committed with it:
  git -c keylatch.override="TICKET: reason" commit …
`);
});

test("in the newest commit of a push an amend is enough", () => {
  const text = renderText(
    verdict([finding({ commit: COMMIT, exposure: "local" })], {
      ...push,
      push: { remote: "origin" },
      scene: scene(COMMIT, { [COMMIT]: {}, [OLDER]: {} }),
    }),
    plain(),
  );
  expect(text).toBe(`✖ aws-ses-smtp-password: Amazon SES SMTP password in commit abc1234, not pushed
  yet
   ╭─[config/mail.env:3:15]
 2 │ SES_SMTP_USER=${KEY_ID}
 3 │ SES_SMTP_PASS=**…
   ·               ─┬─
   ·                ╰── 3:15 to 3:59, redacted
 4 │ SES_REGION=eu-west-1
   ╰────
  who: key id ${KEY_ID}
  why: anyone who reads it can send mail as you; it does not expire
  out: not yet: in 1 local commit and no remote branch, as of the last fetch
  fix: 1. Leave SES_SMTP_PASS empty there; the value belongs in an ignored .env
          or a store; then:
          git commit --amend --no-edit --allow-empty -- config/mail.env
       2. See who owns it and when it was last used:
          aws iam get-access-key-last-used --access-key-id ${KEY_ID}
       3. Make a new one in account AWS_ACCOUNT_ID:
          aws iam create-access-key --user-name IAM_USER > new.json
  see: npx keylatch explain aws-ses-smtp-password  (1 more step)

✖ push blocked: 1 secret in 1 of 12 new commits
  Not a secret, or a risk you accept? Say why; the reason is recorded in a file
  to commit:
  git -c keylatch.override="TICKET: reason" push …
`);
});

test("in an older commit of a push it takes a fixup", () => {
  const text = renderText(
    verdict([finding({ commit: OLDER, exposure: "local" })], {
      ...push,
      push: { remote: "origin" },
      scene: scene(COMMIT, { [COMMIT]: {}, [OLDER]: {} }),
    }),
    plain(),
  );
  expect(text).toBe(`✖ aws-ses-smtp-password: Amazon SES SMTP password in commit def5678, not pushed
  yet
   ╭─[config/mail.env:3:15]
 2 │ SES_SMTP_USER=${KEY_ID}
 3 │ SES_SMTP_PASS=**…
   ·               ─┬─
   ·                ╰── 3:15 to 3:59, redacted
 4 │ SES_REGION=eu-west-1
   ╰────
  who: key id ${KEY_ID}
  why: anyone who reads it can send mail as you; it does not expire
  out: not yet: in 1 local commit and no remote branch, as of the last fetch
  fix: 1. Leave SES_SMTP_PASS empty there; the value belongs in an ignored .env
          or a store; then:
          git commit --fixup def5678 -- config/mail.env
       2. Fold that into def5678:
          git -c sequence.editor=: rebase -i --autosquash --autostash \\
            --rebase-merges --empty drop 'def5678^'
       3. See who owns it and when it was last used:
          aws iam get-access-key-last-used --access-key-id ${KEY_ID}
  see: npx keylatch explain aws-ses-smtp-password  (3 more steps)

✖ push blocked: 1 secret in 1 of 12 new commits
  Not a secret, or a risk you accept? Say why; the reason is recorded in a file
  to commit:
  git -c keylatch.override="TICKET: reason" push …
`);
});

test("what is published is rotated first", () => {
  const text = renderText(
    verdict([finding({ commit: OLDER, exposure: "published" })], {
      occasion: "history",
      scene: scene(COMMIT, { [OLDER]: { remotes: ["origin/main", "up/main"] } }),
      scanned: { commits: 1204, files: 0, blobs: 30, bytes: 99999 },
    }),
    plain(),
  );
  expect(text).toBe(`✖ aws-ses-smtp-password: Amazon SES SMTP password in commit def5678, already
  published
   ╭─[config/mail.env:3:15]
 2 │ SES_SMTP_USER=${KEY_ID}
 3 │ SES_SMTP_PASS=**…
   ·               ─┬─
   ·                ╰── 3:15 to 3:59, redacted
 4 │ SES_REGION=eu-west-1
   ╰────
  who: key id ${KEY_ID}
  why: anyone who reads it can send mail as you; it does not expire
  out: yes: at origin/main and up/main, as of the last fetch
  fix: 1. Turn the key off; mail stops until step 4:
          aws iam update-access-key --user-name IAM_USER \\
            --access-key-id ${KEY_ID} --status Inactive
       2. See who owns it and when it was last used:
          aws iam get-access-key-last-used --access-key-id ${KEY_ID}
       3. Make a new one in account AWS_ACCOUNT_ID:
          aws iam create-access-key --user-name IAM_USER > new.json
  see: npx keylatch explain aws-ses-smtp-password  (2 more steps)

✖ 1 secret in 1 of 1,204 commits
  Known, and a risk you accept? Say why, in a record (fingerprints: --format
  json):
  npx keylatch override add --reason "TICKET: reason" \\
    f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1f1
`);
});

test("what is said of the place is said of the one in the picture", () => {
  const archived = finding({ path: "mail.gz", evidence: { member: "content:1", region: "eu-west-1" } });
  const inPicture = (...findings: (typeof archived)[]) => renderText(verdict(findings), plain());
  expect(inPicture(finding(), archived)).not.toContain("in the archive");
  expect(inPicture(finding(), archived)).toContain("region eu-west-1");
  expect(inPicture(archived, finding())).toContain("in the archive at");
});

test("in a commit message", () => {
  const text = renderText(
    verdict(
      [
        finding({
          path: "(commit message)",
          line: 1,
          column: 6,
          endLine: 1,
          endColumn: 50,
          commit: COMMIT,
          exposure: "local",
          excerpt: [{ number: 1, text: "leak **…", mark: { start: 5, end: 8 } }],
        }),
      ],
      { ...push, push: { remote: "origin" }, scene: scene(COMMIT, { [COMMIT]: {} }) },
    ),
    plain(),
  );
  expect(text).toBe(`✖ aws-ses-smtp-password: Amazon SES SMTP password in the commit message of
  abc1234, not pushed yet
   ╭─[commit message:1:6]
 1 │ leak **…
   ·      ─┬─
   ·       ╰── 1:6 to 1:50, redacted
   ╰────
  who: key id ${KEY_ID}
  why: anyone who reads it can send mail as you; it does not expire
  out: not yet: in 1 local commit and no remote branch, as of the last fetch
  fix: 1. Rewrite the message without it:  git commit --amend --only
       2. See who owns it and when it was last used:
          aws iam get-access-key-last-used --access-key-id ${KEY_ID}
       3. Make a new one in account AWS_ACCOUNT_ID:
          aws iam create-access-key --user-name IAM_USER > new.json
       4. Delete the old one after a quiet day:
          aws iam delete-access-key --user-name IAM_USER \\
            --access-key-id ${KEY_ID}
  see: npx keylatch explain aws-ses-smtp-password

✖ push blocked: 1 secret in 1 of 12 new commits
  Not a secret, or a risk you accept? Say why; the reason is recorded in a file
  to commit:
  git -c keylatch.override="TICKET: reason" push …
`);
});

test("let through by an override", () => {
  const text = renderText(
    verdict(
      [
        finding({
          status: "overridden",
          reason: "MAIL-212: sandbox, key deleted on 20 Nov",
          record: ".keylatch/overrides/20261121T180412Z-3f9c1a7e.json",
        }),
      ],
      { recorded: ".keylatch/overrides/20261121T180412Z-3f9c1a7e.json" },
    ),
    plain(),
  );
  expect(text).toBe(`▲ aws-ses-smtp-password: Amazon SES SMTP password let through by an override
   ╭─[config/mail.env:3:15]
 3 │ SES_SMTP_PASS=**…
   ╰────
  reason: MAIL-212: sandbox, key deleted on 20 Nov
  record: .keylatch/overrides/20261121T180412Z-3f9c1a7e.json (in this commit)

▲ commit goes on: 1 secret overridden. It stays in history, so rotate it; see
  \`npx keylatch audit\`.
`);
});

test("hostile names, notes and what was not searched, in ASCII at 60 columns", () => {
  const text = renderText(
    verdict([finding({ path: "evil\x1b[31m\u202e.env" })], {
      notes: ["a note"],
      skipped: [{ path: "big.bin", reason: "not a regular file" }],
      ignored: 3,
    }),
    asciiStyle(60),
  );
  expect(text).toBe(`x aws-ses-smtp-password: Amazon SES SMTP password in a
  staged file
   ,-[evil\\x1b[31m\\u202e.env:3:15]
 2 | SES_SMTP_USER=${KEY_ID}
 3 | SES_SMTP_PASS=***
   :               ^^^
   :                \`-- 3:15 to 3:59, redacted
 4 | SES_REGION=eu-west-1
   \`----
  who: key id ${KEY_ID}
  why: anyone who reads it can send mail as you; it does not
       expire
  out: no: only staged, in no commit yet
  fix: 1. Take it out of the commit:
          git restore --staged -- \\
            $':(top,literal)evil\\033[31m\\342\\200\\256.env'
       2. Leave SES_SMTP_PASS empty there; the value belongs
          in an ignored .env or a store; then commit as
          before:
          git add -- \\
            $':(top,literal)evil\\033[31m\\342\\200\\256.env' \\
            && git commit
  see: npx keylatch explain aws-ses-smtp-password
       (3 more steps)

! a note
! not searched: big.bin (not a regular file)
! not searched: 3 paths that ignorePaths leaves out

x commit blocked: 1 secret in 1 of 4 staged files
  Not a secret, or a risk you accept? Say why; the reason is
  committed with it:
  git -c keylatch.override="TICKET: reason" commit ...
`);
});

test("two thousand findings stay readable: the first in full, the next by name, the rest counted, the end in sight", () => {
  const many = Array.from({ length: 2000 }, (_, i) =>
    finding({ path: `config/mail-${i}.env`, fingerprint: `f${i}` }),
  );
  const lines = renderText(verdict(many), plain()).split("\n");
  expect(lines.length).toBeLessThan(80);
  expect(lines).toContain("and 1,978 more; all of them:");
  expect(lines.at(-4)).toBe("✖ commit blocked: 2,000 secrets in 2,000 staged files");
});

test("an id and its secret are one block, led by the secret", () => {
  const id = finding({
    detector: "aws-ses-access-key-id",
    kind: "identifier",
    severity: "critical",
    line: 2,
    fingerprint: "aa",
    credential: "k",
  });
  const text = renderText(verdict([id, finding({ credential: "k" })]), plain());
  expect(text).toMatch(/^✖ aws-ses-smtp-password/);
  expect(text).toContain("  and: config/mail.env:2:15 (aws-ses-access-key-id)");
  expect(text).toContain("commit blocked: 1 secret");
});

test.each([40, 60, 80, 100])(
  "no line is wider than %i columns, but for what is copied as a whole",
  (width) => {
    const text = renderText(
      verdict([finding(), finding({ fingerprint: "aa", path: "other.env" })]),
      plain(width),
    );
    const wide = text
      .split("\n")
      .filter(
        (line) => line.length > width && line.trim().includes(" ") && !/git |aws |keylatch /.test(line),
      );
    expect(wide).toEqual([]);
  },
);

test("colour carries no meaning alone", () => {
  const text = renderText(verdict([finding()]), colored());
  expect(text).toMatch(/\x1b\[31m/);
  expect(text.replace(/\x1b\[\d+m/g, "")).toBe(renderText(verdict([finding()]), plain()));
});
