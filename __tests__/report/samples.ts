import type { Detector } from "../../detectors/detector.ts";
import type { CommitScene, JudgedFinding, Scene, Verdict } from "../../src/finding.ts";
import { makeStyle, type Style } from "../../src/report/style.ts";

/** Made at run time: key-shaped literals would trip scanners, keylatch too. */
export const KEY_ID = ["AKIA", "RZPUZDIK", "ALJAZRNT"].join("");
export const COMMIT = "abc1234".padEnd(40, "0");
export const OLDER = "def5678".padEnd(40, "0");

export const plain = (width = 80): Style => makeStyle({ width, unicode: true, color: false });
export const colored = (width = 80): Style => makeStyle({ width, unicode: true, color: true });
export const asciiStyle = (width = 80): Style => makeStyle({ width, unicode: false, color: false });

/** A detector as the real ones are, but ours to change. */
const smtp: Detector = {
  id: "aws-ses-smtp-password",
  family: "aws-ses",
  title: "Amazon SES SMTP password",
  severity: "critical",
  kind: "generated",
  what: "The password that goes with an access key id to log in to Amazon SES over SMTP. It is derived from the IAM user's secret key.",
  leavesAlone: ["references such as ${SES_SMTP_PASSWORD}", "strings of another length"],
  references: ["https://docs.aws.amazon.com/ses/latest/dg/smtp-credentials.html"],
  keywords: ["smtp"],
  find: () => [],
  remediation: {
    summary: "anyone who reads it can send mail as you; it does not expire",
    variable: "SES_SMTP_PASSWORD",
    steps: [
      {
        title: "Turn the key off; mail stops until step 4",
        command: "aws iam update-access-key --user-name {user} --access-key-id {id} --status Inactive",
        when: ["published"],
      },
      {
        title: "See who owns it and when it was last used",
        command: "aws iam get-access-key-last-used --access-key-id {id}",
      },
      {
        title: "Make a new one in account {account}",
        command: "aws iam create-access-key --user-name {user} > new.json",
      },
      {
        title: "Delete the old one after a quiet day",
        command: "aws iam delete-access-key --user-name {user} --access-key-id {id}",
      },
    ],
  },
};

const keyId: Detector = {
  ...smtp,
  id: "aws-ses-access-key-id",
  title: "AWS access key id",
  severity: "medium",
  kind: "identifier",
  remediation: {
    ...smtp.remediation,
    summary: "it names the key, and its secret may be near",
    variable: "AWS_ACCESS_KEY_ID",
  },
};

const clientSecret: Detector = {
  ...smtp,
  id: "anypoint-client-secret",
  family: "anypoint",
  title: "Anypoint connected app secret",
  references: [],
  remediation: {
    summary: "it deploys and reads applications in your name",
    variable: "ANYPOINT_CLIENT_SECRET",
    steps: [
      {
        title: "Reset it",
        command:
          'curl -sX PATCH "https://{host}/accounts/api/connectedApplications/{id}?resetSecret=true" -H "Authorization: bearer $TOKEN" -H "Content-Type: application/json" -d "{}" -o ~/anypoint-new.json',
      },
    ],
  },
};

export const catalogue: readonly Detector[] = [clientSecret, keyId, smtp];

/** The finding of the README's picture, with changes. */
export function finding(change: Partial<JudgedFinding> = {}): JudgedFinding {
  return {
    detector: "aws-ses-smtp-password",
    family: "aws-ses",
    title: "Amazon SES SMTP password",
    kind: "generated",
    severity: "critical",
    confidence: "certain",
    path: "config/mail.env",
    line: 3,
    column: 15,
    endLine: 3,
    endColumn: 59,
    commit: null,
    fingerprint: "f1".repeat(16),
    identifier: KEY_ID,
    evidence: {},
    encodings: [],
    credential: null,
    exposure: "staged",
    inlineAllow: null,
    excerpt: [
      { number: 1, text: "# mailer" },
      { number: 2, text: `SES_SMTP_USER=${KEY_ID}` },
      { number: 3, text: "SES_SMTP_PASS=**…", mark: { start: 14, end: 17 } },
      { number: 4, text: "SES_REGION=eu-west-1" },
      { number: 5, text: "" },
    ],
    status: "blocking",
    ...change,
  };
}

/** A person at the top of a repository with this HEAD, and commits that are not the first and were not touched again. */
export function scene(head: string | null, commits: Record<string, Partial<CommitScene>> = {}): Scene {
  const plain = {
    isRoot: false,
    isMerge: false,
    isTip: false,
    remotes: [],
    elsewhere: null,
    worktree: null,
    end: null,
    isAnnotated: false,
    hasNamesake: false,
    movesBranches: false,
    handmade: [],
    touched: new Set<string>(),
  };
  const all = Object.entries(commits).map(
    ([oid, own]) => [oid, { ...plain, isTip: oid === head, ...own }] as const,
  );
  return {
    prefix: "",
    keepsIndex: true,
    isUnfinished: false,
    checksMessages: false,
    branch: "main",
    copies: new Map(),
    commits: new Map(all),
    gone: new Set(),
    edited: new Map(),
    tags: { ofObjects: [], annotated: [] },
  };
}

/** A verdict on these findings in a commit of four files, with changes. */
export function verdict(findings: readonly JudgedFinding[], change: Partial<Verdict> = {}): Verdict {
  return {
    occasion: "commit",
    findings,
    scanned: { commits: 0, files: 4, blobs: 4, bytes: 4200 },
    skipped: [],
    ignored: 0,
    notes: [],
    recorded: null,
    unborn: false,
    push: null,
    scene: null,
    ...change,
  };
}
