import { Fake } from "../../detectors/fake.ts";
import type { Reason, Surroundings } from "../../src/fix/edit.ts";
import { Edits } from "../../src/fix/edits.ts";
import { nameOf } from "../../src/fix/names.ts";
import { spotOf } from "../../src/fix/spot.ts";
import { TextFile } from "../../src/fix/textFile.ts";

const fake = new Fake(31);
/** A slash and a plus, so that a URL has it percent-encoded. */
const SECRET = `${fake.string("abcdefgh", 12)}/${fake.string("ABCDEFGH", 12)}+${fake.string("01234567", 12)}`;
const PERCENT = encodeURIComponent(SECRET);

function around(...tracked: string[]): Surroundings {
  return { tracked: new Set(tracked), declares: () => true };
}

/** What a file becomes when each `§` is a secret, `%` one that is percent-encoded, and `K` is the fallback name. */
function fixed(path: string, template: string, files: Surroundings = around()): string | Reason {
  const text = template.replaceAll("§", SECRET).replaceAll("¤", PERCENT);
  const edits = new Edits();
  for (const source of [SECRET, PERCENT]) {
    for (let start = text.indexOf(source); start !== -1; start = text.indexOf(source, start + 1)) {
      const spot = spotOf(
        { path, text, ...files },
        {
          start,
          end: start + source.length,
          value: SECRET,
          encodings: source === SECRET ? [] : ["percent-encoding"],
          isIdentifier: false,
        },
      );
      if (typeof spot === "string") return spot;
      expect(spot.value).toBe(source);
      const name = spot.fixedName ?? (spot.prefix ? "TF_VAR_k" : ((spot.key && nameOf(spot.key)) ?? "K"));
      expect(edits.add(spot.edits(name))).toBe(true);
    }
  }
  return new TextFile(Buffer.from(text)).edited(edits.inOrder()).toString();
}

test.each([
  // JavaScript and TypeScript
  ["a.js", "const sesPassword = '§';\n", "const sesPassword = process.env.SES_PASSWORD;\n"],
  ["a.mjs", "f({ auth: { pass: `§` } });\n", "f({ auth: { pass: process.env.K } });\n"],
  ["a.ts", 'const x: string = "§";\n', "const x: string = process.env.K!;\n"],
  ["a.tsx", "const u = `smtp://id:¤@host`;\n", "const u = `smtp://id:${process.env.K}@host`;\n"],
  ["a.js", "const u = `a${f(`b§`)}c`;\n", "const u = `a${f(`b${process.env.K}`)}c`;\n"],
  ["a.js", "const u = 'smtp://id:¤@host';\n", "const u = 'smtp://id:' + process.env.K + '@host';\n"],
  ["a.js", 'f("id:§", 1);\n', 'f("id:" + process.env.K, 1);\n'],
  ["a.js", 'f(!"§:id" ? 1 : 2);\n', 'f(!(process.env.K + ":id") ? 1 : 2);\n'],
  ["a.js", "const n = 'x§'.length;\n", "const n = ('x' + process.env.K).length;\n"],
  ["a.js", "const re = /['\"]/, p = '§';\n", "const re = /['\"]/, p = process.env.K;\n"],
  [
    "a.js",
    "// it's a comment\nconst p = '§'; // don't\n",
    "// it's a comment\nconst p = process.env.K; // don't\n",
  ],
  ["a.js", 'process.env.SES_PASS || "§";\n', "process.env.SES_PASS;\n"],
  ["run", "#!/usr/bin/env node\nlet p = '§';\n", "#!/usr/bin/env node\nlet p = process.env.K;\n"],
  ["a.js", "const u = 'id:§@' + \"h\";\n", "const u = ('id:' + process.env.K + '@') + \"h\";\n"],
  // Python
  ["a.py", 'SES_PASSWORD = "§"\n', 'import os\n\nSES_PASSWORD = os.environ["SES_PASSWORD"]\n'],
  ["a.py", "import os\nx = f'a:§@{h}'\n", "import os\nx = f'a:{os.environ[\"K\"]}@{h}'\n"],
  ["a.py", "import sys, os\nx = '§'\n", 'import sys, os\nx = os.environ["K"]\n'],
  [
    "a.py",
    '#!/usr/bin/env python3\n"""Doc.\n\nimport nothing\n"""\nfrom __future__ import annotations\nimport sys\nx = "a:§"\n',
    '#!/usr/bin/env python3\n"""Doc.\n\nimport nothing\n"""\nfrom __future__ import annotations\nimport os\nimport sys\nx = "a:" + os.environ["K"]\n',
  ],
  // Java, Kotlin, Go, C#
  ["A.java", 'class A { String s = "§"; }\n', 'class A { String s = System.getenv("K"); }\n'],
  [
    "A.java",
    'class A { String s = "a:" + "b§c"; }\n',
    'class A { String s = "a:" + ("b" + System.getenv("K") + "c"); }\n',
  ],
  ["a.kt", 'val s = "§"\n', 'val s = System.getenv("K")\n'],
  [
    "a.go",
    'package a\n\nimport (\n\t"fmt"\n\t"strings"\n)\n\nvar p = "§"\n',
    'package a\n\nimport (\n\t"fmt"\n\t"os"\n\t"strings"\n)\n\nvar p = os.Getenv("K")\n',
  ],
  ["a.go", "package a\n\nconst p = `§`\n", 'package a\n\nimport "os"\n\nvar p = os.Getenv("K")\n'],
  [
    "a.cs",
    'using System;\nclass A { public const string SesPassword = "§"; }\n',
    'using System;\nclass A { public static readonly string SesPassword = Environment.GetEnvironmentVariable("SES_PASSWORD"); }\n',
  ],
  [
    "a.cs",
    'var s = $"smtp://{id}:¤@h";\n',
    'var s = $"smtp://{id}:" + System.Environment.GetEnvironmentVariable("K") + $"@h";\n',
  ],
  // PHP, Ruby
  ["a.php", "<?php\nreturn ['pass' => '§'];\n", "<?php\nreturn ['pass' => getenv('K')];\n"],
  ["a.php", '<?php\n$x = "a:§@$h";\n', '<?php\n$x = "a:" . getenv(\'K\') . "@$h";\n'],
  ["a.rb", "pass = '§'\n", 'pass = ENV.fetch("K")\n'],
  ["a.rb", 'url = "smtp://id:¤@#{host}"\n', 'url = "smtp://id:#{ENV.fetch("K")}@#{host}"\n'],
  // Shells
  ["a.sh", "export SES_PASSWORD='§'\n", 'export SES_PASSWORD="$SES_PASSWORD"\n'],
  ["a.sh", "X=§ run\n", 'X="$K" run\n'],
  ["a.sh", 'curl -u "id:§" x\n', 'curl -u "id:${K}" x\n'],
  ["a.sh", "curl -u 'id:§' x\n", "curl -u 'id:'\"$K\" x\n"],
  ["a.sh", "cat <<EOF\np=§\nEOF\n", "cat <<EOF\np=${K}\nEOF\n"],
  ["a.ps1", '$p = "§"\r\n', "$p = $env:K\r\n"],
  ["a.ps1", '$u = "smtp://id:¤@h"\r\n', '$u = "smtp://id:$($env:K)@h"\r\n'],
  // Terraform
  [
    "main.tf",
    'resource "x" "y" {\n  password = "§"\n}\n',
    'resource "x" "y" {\n  password = var.k\n}\n\nvariable "k" {\n  type      = string\n  sensitive = true\n}\n',
  ],
  [
    "main.tf",
    'variable "ses" {\n  type = string\n  default = "§"\n}\n',
    'variable "ses" {\n  type = string\n  sensitive = true\n}\n',
  ],
  ["a.tfvars", 'ses_password = "§"\n', "# ses_password comes from TF_VAR_ses_password\n"],
  // Variables
  ["mail.env", "SES_PASSWORD=§\n", "SES_PASSWORD=${SES_PASSWORD}\n"],
  ["mail.env", "export SES_PASSWORD='§'\n", 'export SES_PASSWORD="${SES_PASSWORD}"\n'],
  [".env.example", "SES_PASSWORD=§\n", "SES_PASSWORD=\n"],
  [".env.production", "MAIL_URL='smtp://id:¤@h'\n", 'MAIL_URL="smtp://id:${K}@h"\n'],
  // YAML
  [
    "docker-compose.yml",
    "environment:\n  - SES_PASSWORD=§\n",
    "environment:\n  - SES_PASSWORD=${SES_PASSWORD}\n",
  ],
  ["compose.yaml", "environment: {SES_PASSWORD: §}\n", 'environment: {SES_PASSWORD: "${SES_PASSWORD}"}\n'],
  [
    ".github/workflows/ci.yml",
    "env:\n  SES_PASSWORD: §\n",
    "env:\n  SES_PASSWORD: ${{ secrets.SES_PASSWORD }}\n",
  ],
  [".github/workflows/ci.yml", "run: |\n  x --pass §\n", "run: |\n  x --pass ${{ secrets.K }}\n"],
  [
    "serverless.yml",
    "environment:\n  SES_PASSWORD: '§'\n",
    "environment:\n  SES_PASSWORD: '${env:SES_PASSWORD}'\n",
  ],
  [
    "app/application-prod.yml",
    "spring:\n  mail:\n    password: §\n",
    "spring:\n  mail:\n    password: ${K}\n",
  ],
  ["group_vars/all.yml", "ses_password: §\n", "ses_password: \"{{ lookup('env', 'SES_PASSWORD') }}\"\n"],
  ["azure-pipelines.yml", "variables:\n  sesPassword: §\n", "variables:\n  sesPassword: $(SES_PASSWORD)\n"],
  [
    "k8s.yaml",
    "apiVersion: v1\nkind: Pod\nmetadata:\n  name: mailer\nspec:\n  containers:\n    - env:\n        - name: SES_PASSWORD\n          value: §\n",
    "apiVersion: v1\nkind: Pod\nmetadata:\n  name: mailer\nspec:\n  containers:\n    - env:\n        - name: SES_PASSWORD\n          valueFrom:\n            secretKeyRef:\n              name: mailer-secrets\n              key: SES_PASSWORD\n",
  ],
  [
    "k8s.yaml",
    'apiVersion: v1\nkind: Pod\nmetadata:\n  name: mailer\nspec:\n  containers:\n    - env:\n        - name: SES_PASSWORD\n          value: "§" # prod\n',
    "apiVersion: v1\nkind: Pod\nmetadata:\n  name: mailer\nspec:\n  containers:\n    - env:\n        - name: SES_PASSWORD\n          valueFrom:\n            secretKeyRef:\n              name: mailer-secrets\n              key: SES_PASSWORD # prod\n",
  ],
  // Properties and XML
  [
    "src/main/resources/application.properties",
    "spring.mail.password=§\n",
    "spring.mail.password=${SPRING_MAIL_PASSWORD}\n",
  ],
  [
    "log4j2.properties",
    "appender.smtp.password = §\n",
    "appender.smtp.password = ${env:APPENDER_SMTP_PASSWORD}\n",
  ],
  [
    "pom.xml",
    "<project><ap.client_secret>§</ap.client_secret></project>\n",
    "<project><ap.client_secret>${env.AP_CLIENT_SECRET}</ap.client_secret></project>\n",
  ],
  [
    "settings.xml",
    "<settings><password>id~?~§</password></settings>\n",
    "<settings><password>id~?~${env.K}</password></settings>\n",
  ],
])("%s: %s", (path, before, after) => {
  expect(fixed(path, before)).toBe(after);
});

const MULE = 'xmlns="http://www.mulesoft.org/schema/mule/core"';
test.each([
  ["a.js", 'f(process.env["SES_PASS"] ?? "§");\n', 'f(process.env["SES_PASS"]);\n'],
  ["a.ts", "const x = { p: process.env.SES_PASS || '§' };\n", "const x = { p: process.env.SES_PASS! };\n"],
  ["a.py", "import os\nx = os.environ.get('SES_PASS', '§')\n", "import os\nx = os.environ.get('SES_PASS')\n"],
  [
    "a.py",
    "from os import getenv\nx = getenv('SES_PASS') or '§'\n",
    "from os import getenv\nx = getenv('SES_PASS')\n",
  ],
  ["a.py", 'import os\nx = env("SES_PASS", default="§")\n', 'import os\nx = env("SES_PASS")\n'],
  [
    "a.py",
    'import os\nx = env("SES_PASS", "§")\n',
    'import os\nx = env("SES_PASS", os.environ["SES_PASS"])\n',
  ],
  ["a.kt", 'val s = System.getenv("SES_PASS") ?: "§"\n', 'val s = System.getenv("SES_PASS")\n'],
  [
    "a.cs",
    'var s = Environment.GetEnvironmentVariable("SES_PASS") ?? "§";\n',
    'var s = Environment.GetEnvironmentVariable("SES_PASS");\n',
  ],
  ["a.php", "<?php\nreturn ['p' => env('SES_PASS', '§')];\n", "<?php\nreturn ['p' => env('SES_PASS')];\n"],
  ["a.php", "<?php\n$p = getenv('SES_PASS') ?: '§';\n", "<?php\n$p = getenv('SES_PASS');\n"],
  ["a.php", "<?php\n$p = $_ENV['SES_PASS'] ?? '§';\n", "<?php\n$p = $_ENV['SES_PASS'];\n"],
  ["a.rb", 'p = ENV.fetch("SES_PASS", "§")\n', 'p = ENV.fetch("SES_PASS")\n'],
  ["a.rb", 'p = ENV["SES_PASS"] || "§"\n', 'p = ENV["SES_PASS"]\n'],
  ["a.sh", 'P="${SES_PASS:-§}"\n: ${SES_PASS:=§}\n', 'P="${SES_PASS}"\n: ${SES_PASS}\n'],
  ["compose.yml", "e: {P: '${SES_PASS:-§}', Q: 1}\n", "e: {P: '${SES_PASS}', Q: 1}\n"],
  ["application.yml", "p: ${SES_PASS:§} # §x\n", "comment"],
  ["application.yml", "p: ${SES_PASS:§}\n", "p: ${SES_PASS}\n"],
  ["serverless.yml", "p: ${env:SES_PASS, '§'}\n", "p: ${env:SES_PASS}\n"],
  // The name is another one: what is asked for first stays so
  ["a.js", 'f(process.env.PASS || "§");\n', "f(process.env.PASS || process.env.K);\n"],
  ["a.sh", ": ${PASS:=§}\n", ": ${PASS:=${K}}\n"],
  ["application.yml", "p: ${ses.pass:§}\n", "p: ${ses.pass:${SES_PASS}}\n"],
  // The literal is not all that is fallen back on, or none at all
  [
    "a.js",
    'f(process.env.SES_PASS || "§".trim());\n',
    "f(process.env.SES_PASS || process.env.SES_PASS.trim());\n",
  ],
  [
    "a.py",
    "import os\nx = (os.getenv('SES_PASS'), '§')\n",
    "import os\nx = (os.getenv('SES_PASS'), os.environ[\"K\"])\n",
  ],
  ["a.js", 'f(env("SES_PASS", "§"));\n', 'f(env("SES_PASS", process.env.SES_PASS));\n'],
  ["a.sh", "sh -c 'echo ${SES_PASS:-§}'\n", "sh -c 'echo ${SES_PASS:-'\"$K\"'}'\n"],
  [
    "a.js",
    'f(isOn && process.env.SES_PASS || "§");\n',
    "f(isOn && process.env.SES_PASS || process.env.SES_PASS);\n",
  ],
  [
    "a.py",
    'import os\nx = on and os.getenv("SES_PASS") or "§"\n',
    'import os\nx = on and os.getenv("SES_PASS") or os.environ["SES_PASS"]\n',
  ],
  [
    "a.js",
    'const u = process.env.SES_PASS || "§"\n  + "x";\n',
    'const u = process.env.SES_PASS || process.env.SES_PASS\n  + "x";\n',
  ],
  ["a.js", 'const u = process.env.SES_PASS || "§"\n// x\n', "const u = process.env.SES_PASS\n// x\n"],
  ["a.ts", 'f(() => env("SES_PASS", "§"));\n', 'f(() => env("SES_PASS", process.env.SES_PASS!));\n'],
  // The call would decode the value as well
  ["a.js", 'f(decode(process.env.SES_PASS) || "§");\n', "unsure"],
  ["a.js", 'const p = Buffer.from(process.env.SES_PASS, "base64").toString() || "§";\n', "unsure"],
  ["a.ts", 'f(atob(process.env.SES_PASS!) ?? "§");\n', "unsure"],
  ["a.py", 'import os\nx = b64decode(os.getenv("SES_PASS")) or "§"\n', "unsure"],
  ["a.rb", 'p = Base64.decode64(ENV["SES_PASS"]) || "§"\n', "unsure"],
  ["a.js", 'f((process.env.SES_PASS) || "§");\n', "f((process.env.SES_PASS));\n"],
  ["a.js", 'f(decode(process.env.SES_PASS || "§"));\n', "f(decode(process.env.SES_PASS));\n"],
  ["a.js", 'f(process.env.SES_PASS) || g("§");\n', "f(process.env.SES_PASS) || g(process.env.K);\n"],
  // Another shell reads the variable, which may not have it
  ["a.sh", 'ssh h "x \\${SES_PASS:-§}"\n', 'ssh h "x \\${SES_PASS:-${K}}"\n'],
  ["compose.yml", "c: x $${SES_PASS:-§}\n", "c: x $${SES_PASS:-${K}}\n"],
  // The step's own variables are not the repository's secrets
  [".github/workflows/a.yml", "run: run ${SES_PASS:-§}\n", "run: run ${SES_PASS:-${{ secrets.K }}}\n"],
])("a fallback in %s: %j", (path, before, after) => {
  expect(fixed(path, before)).toBe(after);
});

test.each([
  [
    "an attribute",
    `<mule ${MULE}><c clientSecret="§"/></mule>`,
    `<mule ${MULE}><c clientSecret="\${K}"/></mule>`,
  ],
  [
    "an expression",
    `<mule ${MULE}><s value="#[ '§' ]"/></mule>`,
    `<mule ${MULE}><s value="#[ p('K') ]"/></mule>`,
  ],
  [
    "secure properties",
    `<mule ${MULE}><secure-properties:config file="s.yaml" key="\${mule.key}"/><c mqSecret="§"/></mule>`,
    `<mule ${MULE}><secure-properties:config file="s.yaml" key="\${mule.key}"/><c mqSecret="\${secure::mq.secret}"/></mule>`,
  ],
  [
    "the key of secure properties",
    `<mule ${MULE}><secure-properties:config file="s.yaml" key="§"/></mule>`,
    `<mule ${MULE}><secure-properties:config file="s.yaml" key="\${K}"/></mule>`,
  ],
])("Mule: %s", (_, before, after) => {
  expect(fixed("src/main/mule/app.xml", before)).toBe(after);
});

test.each([
  [
    "the chart's values",
    "chart/values.yaml",
    ["chart/Chart.yaml"],
    "mail:\n  smtp:\n    password: §\n",
    'mail:\n  smtp:\n    password: ""\n',
  ],
  [
    "Rails",
    "config/mail.yml",
    ["Gemfile"],
    "production:\n  password: §\n",
    "production:\n  password: \"<%= ENV['K'] %>\"\n",
  ],
  [
    "Symfony",
    "config/services.yaml",
    ["composer.json"],
    "parameters:\n  ses_password: '§'\n",
    "parameters:\n  ses_password: '%env(SES_PASSWORD)%'\n",
  ],
  [
    "Mule's properties",
    "src/main/resources/dev.properties",
    ["mule-artifact.json"],
    "mq.client_secret=§\n",
    "mq.client_secret=${MQ_CLIENT_SECRET}\n",
  ],
  ["Gradle beside Mule", "gradle.properties", ["mule-artifact.json"], "anypointSecret=§\n", "no-reference"],
])("by what stands beside the file: %s", (_, path, tracked, before, after) => {
  expect(fixed(path, before, around(...tracked))).toBe(after);
});

test.each<[Reason, string, string]>([
  ["comment", "a.js", "// pass: '§'\n"],
  ["comment", "a.py", "# pass = '§'\n"],
  ["comment", "a.py", 'def f():\n    """Sends.\n\n    password: §\n    """\n'],
  ["comment", "application.yml", "a: 1 # §\n"],
  ["comment", "pom.xml", "<project><!-- <x>§</x> --></project>\n"],
  ["comment", "mail.env", "# SES_PASSWORD=§\n"],
  ["constant", "A.java", '@Value("§") String s;\n'],
  ["constant", "a.go", 'package a\n\nconst (\n\ta = "§"\n)\n'],
  ["constant", "a.cs", 'class A { void F() { const string s = "§"; } }\n'],
  ["constant", "a.php", "<?php class A { private $p = '§'; }\n"],
  ["constant", "main.tf", 'terraform {\n  backend "s3" {\n    secret_key = "§"\n  }\n}\n'],
  ["own-file", ".env", "SES_PASSWORD=§\n"],
  ["own-file", "app/.env.local", "SES_PASSWORD=§\n"],
  ["json", "package.json", '{"a":"§"}\n'],
  ["kubernetes-secret", "s.yaml", "apiVersion: v1\nkind: Secret\nstringData:\n  a: §\n"],
  [
    "unsure",
    "s.yaml",
    "apiVersion: v1\nkind: Secret\nmetadata:\n  name: {{ .Release.Name }}\nstringData:\n  a: §\n",
  ],
  ["constant", "main.tf", 'variable "a" {\n  default = {\n    secret = "§"\n  }\n}\n'],
  [
    "constant",
    "main.tf",
    'terraform {\n  required_version = "1"\n  backend "s3" {\n    a = { b = "c" }\n    secret_key = "§"\n  }\n}\n',
  ],
  [
    "kubernetes-other",
    "p.yaml",
    "apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec:\n  parameters:\n    - name: ses_password\n      value: §\n",
  ],
  ["kubernetes-other", "c.yaml", "apiVersion: v1\nkind: ConfigMap\ndata:\n  a: §\n"],
  ["long-line", "app.min.js", `${"a();".repeat(400)}p="§"\n`],
  ["mule-secure-file", "secure.yaml", "a: '![AAAAAAAAAAAAAAAAAAAAAA==]'\nb: §\n"],
  ["own-file", ".netrc", "machine maven.anypoint.mulesoft.com login x password §\n"],
  ["own-file", ".aws/credentials", "[default]\naws_secret_access_key = §\n"],
  ["no-reference", "app.ini", "pass = §\n"],
  ["prose", "README.md", "export SES_PASSWORD=§\n"],
  ["prose", "notes.txt", "password: §\n"],
  ["notebook", "a.ipynb", '{"source": ["x = \'§\'"]}\n'],
  ["unsure", "a.jsx", 'const a = <Mail pass="§"/>;\n'],
  ["unsure", "a.js", 'const a = {"§": 1};\n'],
  ["unsure", "a.js", "const a = tag`§`;\n"],
  ["unsure", "a.js", "f(()=>{return'§'})\n"],
  ["unsure", "a.py", "x = 'a' '§'\n"],
  ["unsure", "a.py", "x = 'a{}§'.format(h)\n"],
  ["unsure", "a.ts", "const a = '§' as const;\n"],
  ["unsure", "a.tsx", "const a = <p>don't {\"§\"} can't</p>;\n"],
  ["unsure", "A.java", 'class A { String s = """\n  a=§\n  """; }\n'],
  ["unsure", "a.rb", "x = y =~ /it's/\nz = \"a:§\"\nw = 'b'\n"],
  ["unsure", "a.sh", "echo ${x#\\'} 'a\nX='§'\n"],
  ["unsure", "compose.yml", "a: {url: smtp://id:§@h}\n"],
  ["unsure", "group_vars/all.yml", "url: 'smtp://id:§@h'\n"],
  ["unsure", "a.py", "x = b'§'\n"],
  ["unsure", "a.py", "x = 'a' 'b§'\n"],
  ["unsure", "a.py", "x = 'a§%s' % h\n"],
  ["unsure", "a.sh", "cat <<'EOF'\np=§\nEOF\n"],
  ["xml", "web.xml", "<web-app><x>§</x></web-app>\n"],
  ["yaml", "config/other.yml", "password: §\n"],
])("left for the person (%s): %s", (reason, path, text) => {
  expect(fixed(path, text)).toBe(reason);
});

test("a secret that is split over literals, with something before and after it", () => {
  const [head, tail] = [SECRET.slice(0, 15), SECRET.slice(15)];
  const text = `const u = "smtp://id:${head}" +\n  '${tail}@host';\n`;
  const start = text.indexOf(head);
  const spot = spotOf(
    { path: "a.js", text, ...around() },
    {
      start,
      end: text.indexOf(tail) + tail.length,
      value: SECRET,
      encodings: ["concatenation"],
      isIdentifier: false,
    },
  );
  const edits = new Edits();
  expect(typeof spot !== "string" && spot.value === SECRET && edits.add(spot.edits("K"))).toBe(true);
  const after = new TextFile(Buffer.from(text)).edited(edits.inOrder()).toString();
  expect(after).toBe("const u = \"smtp://id:\" + process.env.K + '@host';\n");
});
