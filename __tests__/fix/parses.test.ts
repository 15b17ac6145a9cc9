import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import { Fake } from "../../detectors/fake.ts";
import { TestRepo } from "../helpers/repo.ts";

const fake = new Fake(61);
const id = fake.accessKeyId();
/** With a slash and a plus, so that it looks otherwise in a URL. */
const secret = passwordWith(/\/.*\+|\+.*\//);
const url = `smtp://${id}:${encodeURIComponent(secret)}@email-smtp.eu-west-1.amazonaws.com:587`;
const clientId = fake.clientId();
const clientSecret = fake.clientSecret();

function passwordWith(pattern: RegExp): string {
  for (;;) {
    const password = fake.smtpPassword();
    if (pattern.test(password)) return password;
  }
}

/** Programs as people write them, a secret in the clear, in a URL, split, and in a call. */
const PROGRAMS: Readonly<Record<string, string>> = {
  "a.mjs": `const host = "email-smtp.eu-west-1.amazonaws.com";
export const auth = { user: "${id}", pass: '${secret}' };
export const a = \`${url}\`;
export const b = '${url}'.length > 0 ? 1 : 2;
export const c = ["${url}", host];
export const d = process.env.SES_SMTP_PASSWORD ?? "${secret}";
`,
  "a.ts": `export const pass: string = "${secret}";
export function send(url: string = "${url}"): string { return url; }
`,
  "a.py": `#!/usr/bin/env python3
"""Sends mail."""
from __future__ import annotations

SES_SMTP_PASSWORD = "${secret}"
URL = f"${url}/{SES_SMTP_PASSWORD}"
OPTIONS = {"url": '${url}', "password": r"${secret}"}
def send(password="${secret}"):
    return ("${url}", password)
LONG = ("${secret.slice(0, 20)}"
        "${secret.slice(20)}")
`,
  "Mail.java": `class Mail {
  static final String SES_SMTP_PASSWORD = "${secret}";
  final String url = "${url}";
  String of(String x) { return x.isEmpty() ? "${secret}" : x + "${url}" + 'c'; }
}
`,
  "main.go": `package main

import "fmt"

const sesSmtpPassword = "${secret}"

var url = \`${url}\`

func main() {
	fmt.Println(sesSmtpPassword, url, "${url}")
}
`,
  "a.sh": `#!/bin/sh
# it's a script
export SES_SMTP_PASSWORD='${secret}'
send --url "${url}" --password '${secret}' --user=${id}
send --url '${url}'
cat <<EOF
smtp_password=${secret}
EOF
`,
  "a.php": `<?php
define('SES_SMTP_PASSWORD', '${secret}');
$options = ['url' => "${url}", 'password' => "${secret}"];
echo SES_SMTP_PASSWORD, ' ', $options['url'], ' ', '${url}';
`,
  "a.rb": `# it's a script
PASSWORD = '${secret}' # smtp
options = { url: "${url}", smtp_password: '${secret}' }
puts PASSWORD, options[:url], '${url}'
`,
  "a.ps1": `# it's a script
$SmtpPassword = "${secret}"
$options = @{ Url = "${url}"; SmtpPassword = '${secret}' }
Write-Output $SmtpPassword $options.Url ('${url}')
`,
  "Mail.cs": `class Mail {
  public const string SesSmtpPassword = "${secret}";
  readonly string url = $"${url}";
  string Of(string x) => x + "${url}" + 'c';
}
`,
  "main.tf": `provider "anypoint" {
  client_id     = "${clientId}"
  client_secret = "${clientSecret}"
}

locals {
  url = "${url}"
}

variable "ses_smtp_password" {
  type    = string
  default = "${secret}"
}
`,
  "docker-compose.yml": `services:
  app:
    environment:
      SES_SMTP_PASSWORD: ${secret}
      MAIL_URL: "${url}"
  other:
    environment: {SES_SMTP_PASSWORD: '${secret}', A: 1}
`,
  ".github/workflows/ci.yml": `on: push
jobs:
  mail:
    steps:
      - run: send --smtp-password ${secret}
        env:
          ANYPOINT_CLIENT_ID: ${clientId}
          ANYPOINT_CLIENT_SECRET: "${clientSecret}"
`,
  "k8s.yaml": `apiVersion: apps/v1
kind: Deployment
metadata:
  name: mailer
spec:
  template:
    spec:
      containers:
        - name: app
          env:
            - name: SES_SMTP_PASSWORD
              value: "${secret}"
            - name: OTHER
              value: x
`,
  "pom.xml": `<?xml version="1.0"?>
<project>
  <properties><ap.client_id>${clientId}</ap.client_id><ap.client_secret>${clientSecret}</ap.client_secret></properties>
</project>
`,
  "src/main/mule/mq.xml": `<mule xmlns="http://www.mulesoft.org/schema/mule/core" xmlns:anypoint-mq="http://www.mulesoft.org/schema/mule/anypoint-mq">
  <anypoint-mq:connection url="x" clientId="${clientId}" clientSecret="${clientSecret}" />
</mule>
`,
  "src/main/resources/application.properties": `spring.mail.host=email-smtp.eu-west-1.amazonaws.com
spring.mail.username=${id}
spring.mail.password=${secret}
`,
};

let repo: TestRepo;
beforeAll(() => {
  repo = new TestRepo();
  for (const [path, text] of Object.entries(PROGRAMS)) repo.write(path, text);
  repo.git("add", ".");
  const outcome = repo.keylatch("fix", "--yes");
  expect(outcome.stdout.match(/.*left to you\n.*/g)).toBeNull();
  expect(outcome).toMatchObject({ code: 0, stderr: "" });
});
afterAll(() => repo.remove());

/** A test that needs a program, skipped where it is not installed: the name says so. */
function withProgram(program: string, probe: readonly string[]): typeof test | typeof test.skip {
  return spawnSync(program, probe).status === 0 ? test : test.skip;
}

function run(command: string, ...args: string[]): string {
  const { code, stdout, stderr } = repo.run(command, args, { env: variables() });
  expect({ code, stderr: code === 0 ? "" : stderr }).toEqual({ code: 0, stderr: "" });
  return stdout;
}

/** What the fix wrote to `.env`. */
function variables(): Record<string, string> {
  const lines = readFileSync(join(repo.dir, ".env"), "utf8").trimEnd().split("\n");
  return Object.fromEntries(lines.map((line) => line.split(/=(.*)/s).slice(0, 2)));
}

function text(path: string): string {
  return readFileSync(join(repo.dir, path), "utf8");
}

function data(path: string) {
  const documents = parseAllDocuments(text(path));
  for (const { errors } of documents as { errors: unknown[] }[]) expect(errors).toEqual([]);
  return (documents as { toJS(): unknown }[])[0]?.toJS();
}

test("no file holds a secret any more, and .env holds each once for each way to write it", () => {
  for (const path of Object.keys(PROGRAMS)) {
    for (const value of [secret, encodeURIComponent(secret), clientSecret, id])
      expect(text(path)).not.toContain(value);
  }
  expect(Object.values(variables()).sort()).toEqual(
    [
      id,
      secret,
      encodeURIComponent(secret),
      clientSecret,
      clientSecret,
      secret,
      encodeURIComponent(secret),
      id,
    ].sort(),
  );
});

test("JavaScript runs and has the same values (needs node)", () => {
  const out = run("node", "-e", "import('./a.mjs').then((m) => console.log(JSON.stringify({ ...m })))");
  expect(JSON.parse(out)).toEqual({
    auth: { user: id, pass: secret },
    a: url,
    b: 1,
    c: [url, "email-smtp.eu-west-1.amazonaws.com"],
    d: secret,
  });
});

test("TypeScript compiles (needs typescript)", () => {
  const tsc = join(__dirname, "../../node_modules/typescript/bin/tsc");
  writeFileSync(
    join(repo.dir, "env.d.ts"),
    "declare const process: { env: Record<string, string | undefined> };\n",
  );
  run("node", tsc, "--noEmit", "--strict", "--types", "", "a.ts", "env.d.ts");
});

withProgram("python3", ["--version"])("Python runs and has the same values (needs python3)", () => {
  const script =
    "import a, json; print(json.dumps([a.SES_SMTP_PASSWORD, a.URL, a.OPTIONS, a.send(), a.LONG]))";
  expect(JSON.parse(run("python3", "-B", "-c", script))).toEqual([
    secret,
    `${url}/${secret}`,
    { url, password: secret },
    [url, secret],
    secret,
  ]);
});

withProgram("javac", ["-version"])("Java compiles (needs javac)", () => {
  run("javac", "-d", join(repo.base, "classes"), "Mail.java");
});

withProgram("go", ["version"])("Go runs and has the same values (needs go)", () => {
  const GOCACHE = spawnSync("go", ["env", "GOCACHE"], { encoding: "utf8" }).stdout.trim();
  const env = { ...variables(), GOCACHE, GO111MODULE: "off" };
  const { stdout, stderr } = repo.run("go", ["run", "main.go"], { env });
  expect({ stdout, stderr }).toEqual({ stdout: `${secret} ${url} ${url}\n`, stderr: "" });
});

test("shell scripts run and have the same values (needs sh)", () => {
  const functions = "send() { printf '%s\\n' \"$@\"; }; . ./a.sh";
  expect(run("sh", "-c", functions)).toBe(
    ["--url", url, "--password", secret, `--user=${id}`, "--url", url, `smtp_password=${secret}`, ""].join(
      "\n",
    ),
  );
});

withProgram("php", ["--version"])("PHP runs and has the same values (needs php)", () => {
  expect(run("php", "a.php")).toBe(`${secret} ${url} ${url}`);
});

withProgram("ruby", ["--version"])("Ruby runs and has the same values (needs ruby)", () => {
  expect(run("ruby", "a.rb")).toBe(`${secret}\n${url}\n${url}\n`);
});

withProgram("pwsh", ["--version"])("PowerShell runs and has the same values (needs pwsh)", () => {
  expect(run("pwsh", "-NoProfile", "-File", "a.ps1").split(/\r?\n/)).toEqual([secret, url, url, ""]);
});

withProgram("mcs", ["--version"])("C# compiles (needs mcs)", () => {
  run("mcs", "-target:library", `-out:${join(repo.base, "mail.dll")}`, "Mail.cs");
});

withProgram("terraform", ["version"])(
  "Terraform parses, and its variables are declared once (needs terraform)",
  () => {
    run("terraform", "fmt", "main.tf");
    const names = Array.from(text("main.tf").matchAll(/variable "(\w+)"/g), ([, name]) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const [, name] of text("main.tf").matchAll(/var\.(\w+)/g)) expect(names).toContain(name);
  },
);

test("YAML parses, and has the references where the values were", () => {
  expect(data("docker-compose.yml")).toEqual({
    services: {
      app: {
        environment: {
          SES_SMTP_PASSWORD: "${SES_SMTP_PASSWORD}",
          MAIL_URL:
            "smtp://${SPRING_MAIL_USERNAME}:${SES_SMTP_PASSWORD_ENCODED}@email-smtp.eu-west-1.amazonaws.com:587",
        },
      },
      other: { environment: { SES_SMTP_PASSWORD: "${SES_SMTP_PASSWORD}", A: 1 } },
    },
  });
  expect(data(".github/workflows/ci.yml")).toMatchObject({
    jobs: {
      mail: {
        steps: [
          {
            run: "send --smtp-password ${{ secrets.SES_SMTP_PASSWORD }}",
            env: { ANYPOINT_CLIENT_SECRET: "${{ secrets.ANYPOINT_CLIENT_SECRET }}" },
          },
        ],
      },
    },
  });
  expect(JSON.stringify(data("k8s.yaml"))).toContain(
    '{"name":"SES_SMTP_PASSWORD","valueFrom":{"secretKeyRef":{"name":"mailer-secrets","key":"SES_SMTP_PASSWORD"}}},{"name":"OTHER","value":"x"}',
  );
});

withProgram("python3", ["--version"])("XML is well-formed (needs python3)", () => {
  run(
    "python3",
    "-c",
    "import sys, xml.dom.minidom as m; [m.parse(f) for f in sys.argv[1:]]",
    "pom.xml",
    "src/main/mule/mq.xml",
  );
});
