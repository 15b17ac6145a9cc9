import { assignments, assignmentsTo } from "../../detectors/assignments.ts";
import { Fake, inEverySyntax } from "../../detectors/fake.ts";
import { plainView } from "../../detectors/view.ts";

const fake = new Fake(1);
const v = fake.password();
const other = fake.password();

/** The words of a declaration (`static final String`) may stand before the name. */
const ending = (key: string): RegExp => new RegExp(`\\.${key.replaceAll(".", "\\.")}$`);

/** Syntax, key, text. The value stands in the text once. */
const everywhere: readonly (readonly [syntax: string, key: string, text: string])[] = [
  ["dotenv", "client.secret", `CLIENT_SECRET=${v}`],
  ["dotenv with a comment behind", "client.secret", `CLIENT_SECRET=${v} # prod`],
  ["shell export in double quotes", "client.secret", `export CLIENT_SECRET="${v}"`],
  ["shell, two on a line", "client.secret", `CLIENT_ID=x CLIENT_SECRET=${v} mvn deploy`],
  ["shell, more commands behind", "client.secret", `CLIENT_SECRET=${v}; export CLIENT_SECRET`],
  ["shell default", "client.secret", `x=\${CLIENT_SECRET:-${v}}`],
  ["shell default for an unset variable", "client.secret", `x=\${CLIENT_SECRET-${v}}`],
  ["the same in lower case", "client.secret", `x="\${client_secret-${v}}"`],
  ["fish", "client.secret", `set -gx CLIENT_SECRET ${v}`],
  ["csh", "client.secret", `setenv CLIENT_SECRET ${v}`],
  ["batch", "client.secret", `set CLIENT_SECRET=${v}\r\n`],
  ["batch in quotes", "client.secret", `set "CLIENT_SECRET=${v}"\r\n`],
  ["setx", "client.secret", `setx CLIENT_SECRET "${v}"\r\n`],
  ["PowerShell environment", "client.secret", `$env:CLIENT_SECRET = '${v}'`],
  ["PowerShell variable", "client.secret", `$clientSecret = "${v}"`],
  ["PowerShell hash table", "password", `$Creds = @{ username = "jdoe"; password = "${v}" }`],
  ["PowerShell parameter", "client.secret", `Connect-App -ClientSecret "${v}" -Force`],
  ["properties", "anypoint.platform.client.secret", `anypoint.platform.client_secret=${v}`],
  ["properties with a colon", "anypoint.platform.client.secret", `anypoint.platform.client_secret : ${v}`],
  ["properties with blanks", "mq.client.secret", `mq.clientSecret = ${v}\n`],
  ["properties with blank behind", "mq.client.secret", `mq.clientSecret=${v}  \n`],
  ["XML properties", "db.password", `<entry key="db.password">${v}</entry>`],
  ["INI", "client.secret", `[anypoint]\nclient_secret = ${v}\n`],
  ["TOML", "client.secret", `[anypoint]\nclient_secret = "${v}"\n`],
  ["TOML with type", "client.secret", `client_secret = '${v}' # x\n`],
  ["YAML", "client.secret", `anypoint:\n  client_secret: ${v}\n`],
  ["YAML in single quotes", "client.secret", `client_secret: '${v}'`],
  ["YAML folded block", "client.secret", `client_secret: >-\n  ${v}\n`],
  ["YAML literal block", "client.secret", `client_secret: |\n    ${v}\nnext: 1\n`],
  ["YAML with an anchor", "client.secret", `client_secret: &secret ${v}\n`],
  ["YAML with a tag", "client.secret", `client_secret: !!str ${v}\n`],
  ["YAML flow map", "client.secret", `app: {client_id: a, client_secret: ${v}}\n`],
  ["YAML flow map, not last", "client.secret", `app: { client_secret: ${v}, client_id: a }\n`],
  ["YAML list item", "password", `users:\n  - password: ${v}\n    name: x\n`],
  ["YAML quoted key", "client.secret", `"client_secret": "${v}"\n`],
  ["Kubernetes env", "client.secret", `env:\n  - name: CLIENT_SECRET\n    value: "${v}"\n`],
  ["Kubernetes env on one line", "client.secret", `env: [{name: CLIENT_SECRET, value: ${v}}]\n`],
  ["Docker Compose list", "client.secret", `environment:\n  - CLIENT_SECRET=${v}\n`],
  ["JSON", "client.secret", `{"client_secret": "${v}"}`],
  ["JSON, compact", "client.secret", `{"client_id":"a","client_secret":"${v}","b":1}`],
  ["JSON over lines", "client.secret", `{\n  "clientSecret":\n    "${v}"\n}`],
  ["JSON in a string", "client.secret", `{"body": "{\\"client_secret\\":\\"${v}\\"}"}`],
  ["JSON in a string in a string", "client.secret", `"{\\\\\\"client_secret\\\\\\": \\\\\\"${v}\\\\\\"}"`],
  ["Postman", "client.secret", `{"key":"client_secret","value":"${v}","enabled":true}`],
  ["Postman with a type", "client.secret", `{ "key": "client_secret", "type": "secret", "value": "${v}" }`],
  ["Postman over lines", "password", `{\n  "key": "password",\n  "value": "${v}",\n  "type": "string"\n}`],
  ["HAR", "client.secret", `{"name":"client_secret","value":"${v}"}`],
  [
    "GitLab variable",
    "client.secret",
    `{"key": "CLIENT_SECRET", "variable_type": "env_var", "value": "${v}"}`,
  ],
  ["XML element", "connected.app.client.secret", `<connectedAppClientSecret>${v}</connectedAppClientSecret>`],
  ["XML element over lines", "password", `<password>\n  ${v}\n</password>`],
  ["XML element with a namespace", "password", `<ns:password>${v}</ns:password>`],
  ["XML element with attributes", "password", `<password type="text">${v}</password>`],
  ["XML element with dots", "ap.client.secret", `<ap.client_secret>${v}</ap.client_secret>`],
  ["CDATA", "password", `<password><![CDATA[${v}]]></password>`],
  ["XML attribute", "client.secret", `<anypoint-mq:connection clientId="a" clientSecret="${v}"/>`],
  ["XML attribute over lines", "client.secret", `<c\n  clientId = "a"\n  clientSecret = '${v}'\n/>`],
  ["Spring property", "mq.client.secret", `<property name="mq.client.secret" value="${v}"/>`],
  ["Mule global property", "secure.key", `<global-property doc:name="x" name="secure.key" value="${v}" />`],
  ["Mule global property, value first", "secure.key", `<global-property value="${v}" name="secure.key"/>`],
  ["JSON, value first", "client.secret", `{"value":"${v}","enabled":true,"key":"client_secret"}`],
  ["YAML, value first", "client.secret", `env:\n  - value: ${v}\n    name: CLIENT_SECRET\n`],
  ["Rust", "client.secret", `const CLIENT_SECRET: &'static str = "${v}";`],
  ["tfstate", "client.secret", `{"client_secret": {"value": "${v}", "type": "string"}}`],
  ["terraform output", "client.secret", `"client_secret": {\n  "sensitive": true,\n  "value": "${v}"\n}`],
  ["gh", "client.secret", `gh secret set CLIENT_SECRET --body "${v}"\n`],
  ["glab", "client.secret", `glab variable set CLIENT_SECRET ${v} --masked\n`],
  ["aws ssm", "client.secret", `put-parameter --name /app/client_secret --type SecureString --value ${v}`],
  ["PowerShell secure string", "password", `$password = ConvertTo-SecureString '${v}' -AsPlainText`],
  ["Python wrapper", "client.secret", `client_secret=SecretStr("${v}")`],
  [
    "CloudFormation",
    "client.secret",
    `  ClientSecret:\n    Type: String\n    Description: of the app\n    Default: ${v}\n`,
  ],
  ["argparse", "client.secret", `add_argument("--client-secret", help="of the app", default="${v}")`],
  ["Go url.Values", "client.secret", `url.Values{"client_secret": {"${v}"}, "x": {"y"}}`],
  ["Spring default", "client.secret", `@Value("\${client-secret:${v}}")`],
  ["Visual Basic", "client.secret", `Const ClientSecret As String = "${v}"`],
  ["SoapUI", "client.secret", `<con:name>client_secret</con:name><con:value>${v}</con:value>`],
  ["Rust environment", "client.secret", `env::var("CLIENT_SECRET").unwrap_or("${v}".into())`],
  ["pydantic", "client.secret", `client_secret: str = Field(default="${v}")`],
  ["plist", "client.secret", `<key>client_secret</key>\n<string>${v}</string>`],
  ["Hadoop", "client.secret", `<property><name>client.secret</name><value>${v}</value></property>`],
  ["HCL", "client.secret", `provider "anypoint" {\n  client_id     = "a"\n  client_secret = "${v}"\n}\n`],
  [
    "Terraform variable",
    "client.secret",
    `variable "client_secret" {\n  type = string\n  default = "${v}"\n}\n`,
  ],
  ["CSV", "client.secret", `Name,Client ID,Client Secret\nci,abc,${v}\n`],
  ["CSV in quotes", "client.secret", `"Name";"Client Secret"\r\n"ci";"${v}"\r\n`],
  ["flag with a blank", "client.secret", `anypoint-cli-v4 x --client_id a --client_secret ${v} --json`],
  ["flag with an equals sign", "client.secret", `flexctl registration create --client-secret=${v} gw`],
  ["flag in quotes", "password", `run --password "${v}"`],
  ["flag as array items", "client.secret", `["--client_secret", "${v}"]`],
  ["Java system property", "anypoint.password", `mvn deploy -Danypoint.password=${v} -DmuleDeploy`],
  ["Java system property in quotes", "anypoint.password", `mvn "-Danypoint.password=${v}"`],
  ["Mule argument", "anypoint.platform.client.secret", `mule -M-Danypoint.platform.client_secret=${v}`],
  [
    "wrapper.conf",
    "anypoint.platform.client.secret",
    `wrapper.java.additional.21=-Danypoint.platform.client_secret=${v}\n`,
  ],
  [
    "CLI property with a colon",
    "anypoint.platform.client.secret",
    `--property "anypoint.platform.client_secret:${v}"`,
  ],
  ["form body", "client.secret", `client_id=a&client_secret=${v}&grant_type=client_credentials`],
  ["form body in XML", "client.secret", `<b>client_id=a&amp;client_secret=${v}&amp;grant_type=x</b>`],
  ["query", "client.secret", `GET https://h/x?client_id=a&client_secret=${v} HTTP/1.1`],
  ["curl data", "client.secret", `curl -d "client_id=a" -d "client_secret=${v}" https://h/token`],
  ["curl header", "client.secret", `curl -H 'client_secret: ${v}' https://h/`],
  ["HTTP header", "client.secret", `POST /x HTTP/1.1\nclient_secret: ${v}\n\n`],
  ["connection string", "client.secret", `clientId=a;clientSecret=${v};scope=x`],
  ["JAAS", "password", `username=x,password=${v},debug=true`],
  ["netrc", "password", `machine h login jdoe password ${v}\n`],
  ["JavaScript", "client.secret", `const clientSecret = '${v}';`],
  ["JavaScript object", "client.secret", `axios.post(u, { client_secret: \`${v}\` })`],
  ["JavaScript default", "client.secret", `const s = process.env.CLIENT_SECRET || "${v}";`],
  ["JavaScript nullish", "client.secret", `const s = process.env["CLIENT_SECRET"] ?? "${v}";`],
  ["JavaScript index", "client.secret", `settings["client_secret"] = "${v}"`],
  ["JavaScript call", "client.secret", `params.append('client_secret', '${v}')`],
  ["JavaScript setter", "client.secret", `app.setClientSecret("${v}")`],
  ["TypeScript", "client.secret", `const clientSecret: string = "${v}";`],
  ["TypeScript, optional member", "client.secret", `readonly clientSecret?: string = "${v}";`],
  ["Java", "client.secret", `private static final String CLIENT_SECRET = "${v}";`],
  ["Java map", "client.secret", `map.put("client_secret", "${v}");`],
  ["Java call over lines", "client.secret", `put(\n    "client_secret",\n    "${v}")`],
  ["Java builder", "client.secret", `.clientSecret("${v}").build()`],
  ["Kotlin", "client.secret", `val clientSecret = "${v}"`],
  ["Kotlin pair", "client.secret", `mapOf("client_secret" to "${v}")`],
  ["Groovy", "client.secret", `def clientSecret = '${v}'`],
  [
    "Jenkins parameter",
    "client.secret",
    `string(name: 'CLIENT_SECRET', defaultValue: '${v}', description: '')`,
  ],
  ["Jenkins environment", "client.secret", `environment {\n  CLIENT_SECRET = '${v}'\n}`],
  ["Jenkins withEnv", "client.secret", `withEnv(["CLIENT_SECRET=${v}"]) {`],
  ["Python", "client.secret", `CLIENT_SECRET = "${v}"`],
  ["Python with a type", "client.secret", `CLIENT_SECRET: str = "${v}"`],
  ["Python in brackets", "client.secret", `CLIENT_SECRET = (\n    "${v}"\n)`],
  ["Python bytes", "client.secret", `CLIENT_SECRET = b"${v}"`],
  ["Python argument", "client.secret", `login(client_id="a", client_secret="${v}")`],
  ["Python tuple", "client.secret", `data=[("client_secret", "${v}")]`],
  ["Python default", "client.secret", `os.getenv("CLIENT_SECRET", "${v}")`],
  ["Python or", "client.secret", `os.environ.get("CLIENT_SECRET") or "${v}"`],
  ["Ruby", "client.secret", `:client_secret => "${v}"`],
  ["Ruby fetch", "client.secret", `ENV.fetch("CLIENT_SECRET", "${v}")`],
  ["Ruby or-equals", "client.secret", `ENV["CLIENT_SECRET"] ||= "${v}"`],
  ["PHP", "client.secret", `$clientSecret = '${v}';`],
  ["PHP array", "client.secret", `['client_secret' => '${v}']`],
  ["PHP define", "client.secret", `define('CLIENT_SECRET', '${v}');`],
  ["Go", "client.secret", `clientSecret := "${v}"`],
  ["Go constant", "client.secret", `const clientSecret string = "${v}"`],
  ["Go member", "client.secret", `&Config{ClientID: "a", ClientSecret: "${v}"}`],
  ["Go raw string", "client.secret", `ClientSecret: \`${v}\`,`],
  ["C#", "client.secret", `public const string ClientSecret = "${v}";`],
  ["C# verbatim", "client.secret", `var clientSecret = @"${v}";`],
  ["C# dictionary", "client.secret", `{ "client_secret", "${v}" },`],
  ["C# index", "client.secret", `["client_secret"] = "${v}",`],
  ["C macro", "client.secret", `#define CLIENT_SECRET "${v}"`],
  ["Rust", "client.secret", `let client_secret = "${v}".to_string();`],
  ["Swift", "client.secret", `let clientSecret: String = "${v}"`],
  ["Scala pair", "client.secret", `Map("client_secret" -> "${v}")`],
  ["DataWeave", "client.secret", `{ grant_type: "client_credentials", client_secret: "${v}" }`],
  ["Makefile", "client.secret", `CLIENT_SECRET ?= ${v}\n`],
  ["Makefile, simple", "client.secret", `CLIENT_SECRET := ${v}\n`],
  ["Dockerfile", "client.secret", `ENV CLIENT_SECRET=${v}\n`],
  ["Dockerfile with a blank", "client.secret", `ENV CLIENT_SECRET ${v}\n`],
  ["Dockerfile argument", "client.secret", `ARG CLIENT_SECRET="${v}"\n`],
  ["docker run", "client.secret", `docker run -e CLIENT_SECRET=${v} -p 1:1 x`],
  ["GitHub workflow", "client.secret", `    env:\n      CLIENT_SECRET: ${v}\n`],
  ["Markdown table", "client.secret", `| client_id | a |\n| client_secret | ${v} |\n`],
  ["Markdown table in code", "client.secret", `| \`client_secret\` | \`${v}\` |\n`],
  ["Markdown in bold", "client.secret", `**Client Secret:** ${v}\n`],
  ["Markdown in bold, colon outside", "client.secret", `- **Client Secret**: \`${v}\`\n`],
  ["note over two lines", "client.secret", `Client Secret:\n${v}\n`],
  ["note under a heading", "client.secret", `## Client Secret\n\n\`${v}\`\n`],
  ["note in words", "client.secret", `the client secret is ${v}, keep it`],
  ["note with a bracket", "client.secret", `Client Secret (prod): ${v}\n`],
  ["notebook", "client.secret", `{"source": ["client_secret = \\"${v}\\"\\n"]}`],
  ["string with line breaks", "client.secret", `"A=1\\nCLIENT_SECRET=${v}\\nB=2"`],
  ["comment", "client.secret", `// client_secret: ${v}\n`],
  ["XML comment", "password", `<!-- password=${v} -->`],
  ["serialized PHP", "client.secret", `a:1:{s:13:"client_secret";s:${v.length}:"${v}";}`],
];

describe("assignments", () => {
  test.each(everywhere)("are read from %s", (_, key, text) => {
    const found = assignments(plainView(text)).filter(({ value }) => value === v);
    expect(found.map((assignment) => `.${assignment.key}`)).toContainEqual(
      expect.stringMatching(ending(key)),
    );
    for (const { span } of found) expect(text.slice(span.start, span.end)).toBe(v);
  });

  test.each(inEverySyntax("ANYPOINT_CLIENT_SECRET", v))("are read from $syntax", ({ text }) => {
    const found = assignments(plainView(text)).filter(({ value }) => value === v);
    expect(found.some(({ key }) => key.endsWith("anypoint.client.secret"))).toBe(true);
    for (const { span } of found) expect(text.slice(span.start, span.end)).toBe(v);
  });

  test.each([
    [
      "YAML",
      `anypoint:\n  platform:\n    # the app\n    client_id: a\n    client_secret: ${v}\n`,
      "anypoint.platform",
    ],
    ["a YAML list", `users:\n  - name: a\n    password: ${v}\n`, "users"],
    ["JSON", `{\n  "default": {\n    "password": "${v}"\n  }\n}\n`, "default"],
    ["HCL", `provider "anypoint" {\n  client_secret = "${v}"\n}\n`, "provider.anypoint"],
    [
      "XML",
      `<cloudHubDeployment>\n  <uri>x</uri>\n  <password>${v}</password>\n</a>\n`,
      "cloud.hub.deployment",
    ],
    ["INI", `[anypoint]\na = b\n\nclient_secret = ${v}\n`, "anypoint"],
    ["TOML", `[a]\nb=1\n[tool.anypoint]\nclient_secret = "${v}"\n`, "tool.anypoint"],
    ["nothing", `a:\n  b: 1\nclient_secret: ${v}\n`, ""],
  ])("know the blocks around them in %s", (_, text, parents) => {
    const found = assignments(plainView(text)).find(({ value }) => value === v);
    expect(found?.parents).toBe(parents);
  });

  test.each([
    ["a bare word", `password: ${v}\n`, false],
    ["a quoted one", `password: "${v}"\n`, true],
    ["an element", `<password>${v}</password>`, true],
  ])("know that %s is quoted or not", (_, text, quoted) => {
    expect(assignments(plainView(text))[0]?.quoted).toBe(quoted);
  });

  test.each([
    ["the next line", `Password\n${v}\n`, true],
    ["prose", `the password ${v}\n`, true],
    ["a flag", `login --password ${v}\n`, false],
    ["a Dockerfile", `ENV ANYPOINT_PASSWORD ${v}\n`, false],
    ["an equals sign", `password=${v}\n`, false],
  ])("know how loosely name and value hang together: %s", (_, text, loose) => {
    expect(assignments(plainView(text)).find(({ value }) => value === v)?.loose).toBe(loose);
  });

  test.each([
    ["joined strings", `"client_secret=" + ${v} + "&x=1"`],
    ["joined strings in PHP", `'client_secret=' . $x . '&y'`],
    ["JSON in joined strings", `'{"client_secret":"' + process.env.X + '"}'`],
    ["JSON in joined strings of Python", `'{"client_secret":"' + os.environ["X"] + '"}'`],
    ["an empty value", "client_secret=\nnext=1"],
    ["an empty value in YAML", "client_secret:\nnext: 1"],
    ["an empty quoted value", `client_secret=""`],
    ["an angle-bracketed stand-in", "client_secret=<your secret>"],
    ["a closing tag", `<password></password>`],
    ["the end of a text", "password"],
    ["an unclosed quote", `password: "${v}`],
  ])("are not read from %s", (_, text) => {
    expect(assignments(plainView(text)).filter(({ value }) => value !== v || /^"client/.test(text))).toEqual(
      [],
    );
  });

  test.each([
    ["a.properties", "password=Maple rocket 95\nx=1", "Maple rocket 95"],
    ["a.properties", "password Maple rocket 95\r\nx 1", "Maple rocket 95"],
    ["a.properties", "password=it's\"Maple'95\nx='1'", "it's\"Maple'95"],
    ["a.yaml", "app:\n  password: Maple rocket # x\n", "Maple rocket"],
    ["a.yaml", "run:\n  - password=Maple mvn deploy\n", "Maple"],
    ["a.yaml", "password: 'it''s Maple'\n", "it''s Maple"],
    ["a.cmd", "set password=Maple rocket\r\n", "Maple rocket"],
    ["a.md", "Use password=Maple95. Then", "Maple95"],
    ["a.sh", 'docker run -e "password=Maple rocket" x', "Maple rocket"],
    ["a.sh", 'mvn "password=Maple -Dx=y" z', "Maple"],
    ["a.sh", "password=Maple mvn deploy\n", "Maple"],
    [".env", "password=Maple rocket #1\n", "Maple rocket"],
    [".env", "password=Maple user=x\n", "Maple"],
  ])("have the blanks that their file's syntax lets them have: %s %j", (path, text, value) => {
    const [only] = assignments(plainView(text, path));
    expect([only?.value, text.slice(only?.span.start, only?.span.end), only?.loose]).toEqual([
      value,
      value,
      false,
    ]);
  });

  test("are found in order, with every name on a line", () => {
    const text = `curl -d "client_secret=${v}&password=${other}" h`;
    expect(assignments(plainView(text)).map(({ key, value }) => [key, value])).toEqual([
      ["client.secret", v],
      ["password", other],
    ]);
  });

  test.each([
    ["the cells below a header", `user,password\njdoe,${v}\nbob,${other}\n`, [v, other]],
    ["the cells below a padded header", `user, password\njdoe, ${v}\n`, [v]],
    ["a header of a table that has no rows", `user, password\n${v}\n`, [v]],
    ["the header of a table", `user jdoe, password ${v}\nuser bob, password ${other}\n`, [other, v, other]],
  ])("are read from %s", (_, text, values) => {
    expect(assignments(plainView(text)).map(({ value }) => value.replace("password ", ""))).toEqual(values);
  });

  test("can be asked for by a name without a trigger word", () => {
    const text = `<global-property name="runtime.code" value="${v}"/>\nruntime.code2=${other}`;
    expect(assignmentsTo(plainView(text), "runtime.code").map(({ value }) => value)).toEqual([v]);
  });
});
