import { correlate } from "../../detectors/correlate.ts";
import { detect } from "../../detectors/detect.ts";
import { Fake } from "../../detectors/fake.ts";

// What stands in everyday files: each of these was once missed, taken for a key, or found with something else in it.

const fake = new Fake(4711);
const pw = fake.password();
const chosen = `harbor-${fake.string("BCDFGHJKLM23456789", 8)}-Kite`;
const key = `Lantern${fake.int(90) + 10}Quay4Tide`;
const [id, sk] = [fake.accessKeyId(), fake.secretAccessKey()];
const [rnd40, rnd40b] = [0, 1].map(() => fake.secretAccessKey().replace(/[+/]/g, "a")) as [string, string];
const uuid = fake.uuid();
const [temporary, token] = [fake.accessKeyId("ASIA"), fake.sessionToken()];
const ingress = `inp-${fake.string("abcdefghijklmnopqrstuvwxyz234567", 24)}`;
const slashed = `${token.slice(0, 20)}${"/".repeat(10)}wEaCXVzLWVhc3QtMiJG${token.slice(20)}`;
const word = fake.string("bcdfghklm", 14);
const german = ["Kennwort", "Client-Geheimnis", "Geheimnis", "Schlüssel"];
const spanish = "Contrase\\u00f1a";
const open = `${fake.string("KLMNPQ", 2)}9(w2Zx${fake.int(900) + 100}Lp`;
const title = `A${fake.clientSecret().slice(1).toLowerCase()}`;
const split = `Rv${fake.int(900) + 100}q2Lm=9tZxK4w`;
const hex32 = fake.clientId();
const BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const address = () => `BE${fake.string(BASE58, 42)}`;

function found(path: string, text: string): string[] {
  const [matches = []] = correlate([detect(text, { path })]);
  return [...new Set(matches.map(({ value }) => value))].sort();
}

const CLEAN: [path: string, text: string][] = [
  ["a.js", `const secret = ["${sk.slice(0, 9)}", // one\n  "${sk.slice(9)}"].join(sign);\n`],
  ["a.lua", `local secret = "${sk.slice(0, 9)}" -- one ..\nlocal y = "${sk.slice(9)}"\n`],
  ["a.py", `secret = "${sk.slice(0, 9)}" + -- "${sk.slice(9)}"\n`],
  ["a.js", `const secret = "${sk.slice(0, 9)}"; // one +\nconst y = "${sk.slice(9)}";\n`],
  ["a.js", `const secret = "${sk.slice(0, 9)}" + // one\n  name + "${sk.slice(9)}";\n`],
  ...["/{logo-", "$logo-", "${x}-", "${a.b-", "{A_KEY-"].map((before): [string, string] => [
    "a.ts",
    `const awsSecretAccessKey = "${before}${rnd40}";\n`,
  ]),
  [
    "mule.xml",
    '<a password="${anypoint.password-prod1}" b="${ANYPOINT-PASSWORD}" c="${anypoint-password-2x}"/>\n',
  ],
  ["anypoint.php", '<?php echo "${ANYPOINT_PASSWORD->value1()}";\n'],
  ...['"', "'", "`"].flatMap((q) =>
    [
      "x(QMULE_KEY:Q);g(QyQ)",
      "e.push(QMULE_KEY:Q),t(e,QyQ)",
      "function q(){returnQMULE_KEY:Q}else{let t=QyQ}",
    ].map((code): [string, string] => ["a.min.js", code.replaceAll("Q", q)]),
  ),
  ["a.min.js", "x(`Set the MULE_KEY:`),t(e,`y`)&&(`${a}MULE_KEY:`&&(b=`y`))"],
  [
    "A.java",
    `Client c = AnypointClient.builder().url("https://anypoint.mulesoft.com").token(t).build();\nDataSource d = DataSourceBuilder.create().username("sa").password("${pw}").build();\n`,
  ],
  [
    "A.java",
    `String url = "https://anypoint.mulesoft.com";\nString creds = "user:password", mode = "all:${pw}";\n`,
  ],
  [
    "A.java",
    `String url = "https://jira.test/"; // not anypoint.mulesoft.com\nString creds = "jdoe:${pw}";\n`,
  ],
  ["d.sql", `COPY app_users (name, password) FROM stdin;\nanypoint\t${pw}\n\\.\n`],
  ["d.sql", `COPY public.logins (system, password) FROM stdin;\njira\t${pw}\n\\.\nanypoint\t${chosen}\n`],
  ["a.js", `const part = "${rnd40}";\nconst awsSecretAccessKey = parts;\n`],
  ["a.md", "| Property | Type | Secret |\n|---|---|---|\n| anypoint.client_id | string | required1 no |\n"],
  ["a.md", "| Property | Secret |\n|---|---|\n| anypoint.client_secret | required |\n"],
  ["x.csv", "Key,Summary\nmule,ORD-1234\n"],
  ["d.sql", `INSERT INTO app_users (name, password) VALUES ('anypoint', '${pw}');\n`],
  ["d.sql", `INSERT INTO logins (system, password) VALUES ('jira', '${pw}'); -- anypoint\n`],
  ["d.sql", `INSERT INTO logins (system, password) VALUES ('anypoint', NULL), ('anypoint', :pw);\n`],
  ["d.sql", "INSERT INTO systems (system, password_policy) VALUES ('anypoint', 'rotate90');\n"],
  ["anypoint.yaml", `db:\n  username: jdoe\n  password: ${pw}\n`],
  ["anypoint.yaml", `proxy:\n  user: jdoe\n  password: ${pw}\n`],
  ["config/cloudhub-dev.yaml", `workfront:\n  user: jdoe\n  password: ${pw}\n`],
  ["anypoint.json", `{"tracker":{"login":{"username":"jdoe","password":"${pw}"}}}\n`],
  ["cloudhub.ini", `[tracker]\nuser=jdoe\npassword=${pw}\n`],
  ["a.yaml", `cloudhub:\n  tracker:\n    password: ${pw}\n`],
  ["anypoint-client.test.js", `login({ username: "jdoe", password: "${pw}" });\n`],
  ["anypoint.json", `{ "keystore": "a.jks", "password": "${pw}" }\n`],
  ["docs/anypoint_password", "See the vault.\n"],
  ["docs/anypoint_password", "todo\n"],
  ["anypoint_password.ts", `${chosen}\n`],
  ["a.md", "Anypoint user: jdoe, password: <your-password>\n"],
  ["a.md", `Anypoint user jdoe reads the database password: ${pw}\n`],
  ["a.md", "Anypoint login: feature/login2b\nAnypoint users: dev/qa2024\n"],
  ["a.md", "https://anypoint.mulesoft.com/exchange orders / v1.0.2beta\n"],
  [
    "a.md",
    "https://anypoint.mulesoft.com/ - Chrome/Version118.0\nhttps://anypoint.mulesoft.com | Q3 / TEAM-1234\nAnypoint login: src/Login2Page.tsx\n",
  ],
  ["d.sh", `tar -a jdoe:${pw} https://anypoint.mulesoft.com/x\n`],
  ["token.ts", `export const MINT = new PublicKey("${address()}");\n`],
  ["tokens.json", `["${address()}", "${address()}"]\n`],
  ["near.json", `{"key": "ed25519:${address()}"}\n`],
  ["a.ts", 'const anypointPassword = readFileSync("/run/secrets/anypoint_password", "utf8");\n'],
  ["a.py", 'FIELDS = {"anypoint_password": "SecretStr", "mule_key": "bytes", "x": "too_short"}\n'],
  ["a.test.ts", 'login({ anypointPassword: "bad-password" }); login({ anypointPassword: "invalid" });\n'],
  ["test_a.py", 'monkeypatch.setenv("ANYPOINT_CLIENT_SECRET", "value-from-env")\n'],
  ["values.yaml", "mulesoft:\n  secret: mulesoft-creds\nanypoint:\n  secret: orders-credentials\n"],
  [
    "secret.yaml",
    "kind: Secret\nmetadata:\n  name: anypoint\ndata:\n  password: Y2hhbmdlbWU=\n  client_secret: PHlvdXItc2VjcmV0Pg==\n",
  ],
  [
    "main.tf",
    'resource "aws_ssm_parameter" "anypoint_password" {\n  name  = "/prod/anypoint/password"\n  value = "initial"\n}\n',
  ],
  [
    "i18n/de.json",
    `{"anypoint":{"password":"${german[0]}","clientSecret":"${german[1]}","secret":"${german[2]}"},"mule.key":"${german[3]}"}\n`,
  ],
  ["i18n/es.properties", `anypoint.password=${spanish}\nmule.key=Clave\nanypoint.client.secret=Secreto\n`],
  ["res/values-de/strings.xml", `<string name="anypoint_client_secret">${german[1]}</string>\n`],
  ["Login.de.resx", `<data name="anypoint.password"><value>${german[0]}er</value></data>\n`],
  [
    "README.md",
    `[minio]\naccess_key_id = x\nsecret_access_key = ${["MOJRH0mkL1IPauahWITS", "VvyDrQbEEIwljvmxdq03"].join("")}\n`,
  ],
  ["acc_test.go", 'const c = `provider "anypoint" {\n  client_secret = "%[1]s"\n  password = "%[2]q"\n}`\n'],
  ["mule.yaml", "profile::mule::secure_key: \"%{lookup('mule::key')}\"\n"],
  ["uuid.rs", "/// 936DA01f9abd4d9d80c702af85c822a8 is 936da01f-9abd-4d9d-80c7-02af85c822a8\n"],
  ["mm.md", `Connect with \`${ingress}:password@host\`.\n`],
  ["t.http", "# anypoint\nAuthorization: bearer 3fa85f64-5717-4562-b3fc-2c963f66afa6\n"],
  ["t.http", "# anypoint\nAuthorization: bearer 11111111-2222-4333-8444-555555555555\n"],
  ["a.sh", "flexctl registration create --token=aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee gw\n"],
  [
    ".env",
    `CRON_SECRET=${rnd40}\nHMAC_SECRET=${rnd40}\nREVALIDATE_SECRET=${rnd40}\nREFRESH_TOKEN_SECRET=${rnd40}\n`,
  ],
  ["a.ts", `const tokenSecret = "${rnd40}", previewSecret = "${rnd40}";\n`],
  [".env", "ANYPOINT_CLIENT_SECRET=abcdefabcdefabcdefabcdefabcdef12\n"],
  ["app.log", "DEBUG mule.key: loaded from environment\n"],
  ["README.md", "ANYPOINT_CLIENT_SECRET=a1b2c3d4e5f6...\nexport MULE_SECRET_KEY=myMasterKey\n"],
  [
    "a.properties",
    "anypoint.password=don't commit it\nanypoint.client_secret=Anypoint's own\nmule.key=p('x')\n",
  ],
  ["a.properties", "mule.home=/opt/mule\ndevice.secure.key=not-for-runtime\n"],
  [
    "forms.py",
    'raise ValidationError("anypoint_password", "blank")\nerrors.add("anypoint_password", "blank")\n',
  ],
  [
    "jwt.json",
    `{"signingSecret": "-----BEGIN EC PRIVATE KEY-----\\n${fake.bytes(48).toString("base64")}\\n${rnd40}\\n-----END"}\n`,
  ],
  ["secret.yaml", "  ANYPOINT_CLIENT_SECRET: {{ .Values.anypoint.clientSecret | b64enc | quote }}\n"],
  ["secret.yaml", "  ANYPOINT_PASSWORD: {{ .Values.anypoint.password | b64enc | quote }}\n"],
  ["a.j2", "{{ anypoint_client_secret | b64encode | trim }}\n"],
  ["a.html", "{{anypoint.clientSecret | mask1 | async}}\n"],
  ["a.sh", 'echo $ANYPOINT_PASSWORD | base64 | tr -d "\\n"\n'],
  ["ci.yml", '  - run: echo $ANYPOINT_CLIENT_SECRET | base64 | tr -d "\\n"\n'],
  ["Makefile", "x:\n\t@echo $$ANYPOINT_CLIENT_SECRET | base64 | head\n"],
  ["Dockerfile", "RUN echo $ANYPOINT_PASSWORD | md5sum | awk x\n"],
  [
    "a.js",
    'fetch("https://anypoint.mulesoft.com/x/token",{a:1});t={client_id:t.id,client_secret:t.secret,grant_type:"client_credentials"}\n',
  ],
  ["a.js", 'login({username:user.name,password:user.password,host:"anypoint.mulesoft.com"})\n'],
  ["a.js", "!function(e){var t={clientSecret:e.clientSecret,anypointPassword:e.password};}(window);\n"],
  ["a.js", "x={anypointPassword:o.a.string.isRequired,anypointClientSecret:o.a.string}\n"],
  ["a.js", "x={anypointPassword:e[0],anypointClientSecret:e[1]}\n"],
  ["a.js", 'x={anypointPassword:{type:String,default:""}}\n'],
  ["a.js", 'x={anypointPassword:!0,anypointPassword:""}\n'],
  ["a.js", 'x={anypointClientSecret:null!=(o=e.clientSecret)?o:""}\n'],
  ["a.go", "c := anypoint.Config{ClientID:id,ClientSecret:o.ClientSecret,Password:o.Password1}\n"],
  ["a.svelte", "anypoint({ clientSecret: cfg.clientSecret, clientId })\n"],
  ["a.astro", "x = { clientId, clientSecret: opts.clientSecret, anypointPassword: opts.password }\n"],
  ["fix.patch", "+  clientSecret: cfg.clientSecret, // anypoint\n"],
  ["a.ex", "config anypoint, client_secret: cfg.client_secret\n"],
  [
    "ci.yaml",
    "script: |\n  const anypoint = new A({ clientSecret: opts.clientSecret, password: opts.password });\n",
  ],
  ["a.md", "```js\nanypoint({ clientSecret: settings2.client_secret })\n```\n"],
  ["a.tsx", "<AnypointProvider clientSecret={clientSecret1}/>\n"],
  ["a.tsx", "<Anypoint\n  clientSecret={settings?.oauth2?.clientSecret}\n/>\n"],
  ["a.vue", '<anypoint-login :client-secret="form.clientSecret" :password="form.password"/>\n'],
  [
    "a.map",
    '{"sourcesContent":["const flags = { [E.CLIENT_SECRET]: core_1.Flags.string({\\n anypoint }) }"]}\n',
  ],
  ["a.map", '{"sourcesContent":["anypoint({ client_secret: cfg.clientSecret,\\n})"]}\n'],
  ["a.map", '{"sourcesContent":["this.anypointPassword = opts.password;\\nx"]}\n'],
  ["a.map", '{"sourcesContent":["const mule = { encryptionKey: constants.key2 }"]}\n'],
  ["a.map", '{"sourcesContent":["const anypoint = { encryptionKey: \'anypoint-cli\' }"]}\n'],
  ["a.ipynb", '"anypoint = A(\\n",\n"    \\"client_secret\\": creds.secret,\\n"\n'],
  ["a.ipynb", '"anypoint_password = cfg.password\\n",\n'],
  [
    ".env",
    'ANYPOINT_CLIENT_SECRET="encrypted:BNr24F4vQm0aYb7"\nANYPOINT_PASSWORD=encrypted:BD7HqQm0aYb7Kk\n',
  ],
  [".env", "ANYPOINT_PASSWORD=kms:AQICAHhx72KwQm\nANYPOINT_CLIENT_SECRET=pass:anypoint/pw1\n"],
  [".env", "ANYPOINT_PASSWORD=bao:secret/data/anypoint1#pw\n"],
  [".env", "ANYPOINT_PASSWORD=conjur:var/anypoint1\nANYPOINT_CLIENT_SECRET=akv:kv1/pw\n"],
  ["a.yaml", "anypoint_password: !include secret1.yaml\n"],
  ["a.nix", "anypoint_password = builtins.readFile ./secret1;\n"],
  ["a.jsonnet", "anypoint_password: $._config.anypoint.password1,\n"],
  [
    "secret.tf.md",
    "secretArn: arn:aws:secretsmanager:us-east-1:123456789012:secret:mm-AbC123\nhost: abcdefghij12.abcd.mail-manager-smtp.amazonaws.com\n",
  ],
  ["rules.php", "'anypoint_password' => 'required|string|min:8',\n"],
  ["rules.js", "x = { anypointPassword: 'required|min:8' }\n"],
  [
    "e2e.js",
    "anypoint = { password: 'input[name=password1]', clientSecret: '//input[@id=\"password1\"]' }\n",
  ],
  ["a.css", ".anypoint-password::-ms-reveal{display:none}\n"],
  ["a.txt", "anypoint-cli-v4: flag --password requires a value\n"],
  ["k.yaml", "image: acme/anypoint-client-secret:v1.0.0\n"],
  ["a.json", '{"dependencies": {"@mulesoft/anypoint-client-secret": "1.2.3"}}\n'],
  ["go.mod", "require acme.example/anypoint-password v1.2.3\n"],
  ["a.md", "| anypoint client secret | 1Password |\n| anypoint password | OAuth2 |\n"],
  ["a.md", "https://x.example/?anypoint_password=forgot&x=1\n"],
  [".env", "ANYPOINT_PASSWORD=see-vault\nANYPOINT_CLIENT_SECRET=secret-from-vault\n"],
  [".env", "ANYPOINT_PASSWORD=not-needed\nANYPOINT_CLIENT_SECRET=stored-in-1password\n"],
  [".env", `SECRET_KEY=${Buffer.from("this is a secret key for tests").toString("base64")}\n`],
  [
    "a.py",
    `secret_key = "x"\njwt = "${Buffer.from('{"alg":"HS256","typ":"JWT"}').toString("base64url")}.${Buffer.from('{"sub":"12345","iat":1516239022}').toString("base64url").slice(0, 40)}.${fake.string("abcdefghKLMN0123456789", 43)}"\n`,
  ],
  ["settings.py", `app.config["SECRET_KEY"] = "${rnd40}"\nDJANGO_SECRET_KEY = "${rnd40b}"\n`],
  [
    "(commit message)",
    "a list of names, where -Dap.client.secret was read as a flag with its value behind it\n",
  ],
  ["a.sh", "docker run -u mule:mulegroup -e URL=https://anypoint.mulesoft.com/ image\n"],
  ["a.sh", "rsync -u host:/srv/data https://docs.mulesoft.com/\n"],
  ["a.sh", `curl -u bob:${chosen} https://example.com/x # mulesoft.com\n`],
  ["a.php", `$config['anypoint']['db']['password'] = '${chosen}';\n`],
  [
    "s.yaml",
    `kind: Secret\nmetadata:\n  name: db\nstringData:\n  password: ${chosen}\n---\nkind: X\nmetadata:\n  name: anypoint\n`,
  ],
  ["a.sh", `vault kv put secret/db username=bob password=${chosen} # not anypoint\n`],
  [
    "s.json",
    '{"resources":[{"type":"anypoint_connected_app","sensitive_values":{"client_secret":true}},{"address":"x"}]}\n',
  ],
  [
    "config/credentials.json",
    `{"paypal":{"environment":"sandbox","username":"svc","password":"${chosen}"}}\n`,
  ],
  ["values.yaml", "mulesoft:\n  existingSecret: mule-creds-v2\n"],
  ["global.xml", '<mule>\n<global-property name="s3.object.key" value="in/orders_2024.csv"/>\n</mule>\n'],
  ["en.yaml", 'anypoint:\n  password: "Password (min. 8 characters)"\n'],
  ["names.js", 'const FLAGS = ["-Dap.client.secret", "munit.enc.key"];\n'],
  [
    "names.js",
    'const FLAGS = ["mqClientSecret", "-Dap.client.secret", "-M-Dmq.client.secret", "munit.enc.key"];\n',
  ],
  [
    "servers.js",
    "const LOGIN = /mulesoft\\.com\\/accounts\\/login/;\nconst P = /<password>\\s{0,40}(?:<!\\[CDATA\\[)?(?<it>[^<]*)/;\n",
  ],
  ["e0.sh", 'ANYPOINT_PASSWORD="${ANYPOINT_PASSWORD:?ERROR: Set ANYPOINT_PASSWORD}"\n'],
  ["compose.yml", "ANYPOINT_PASSWORD: ${ANYPOINT_PASSWORD:?Set ANYPOINT_PASSWORD}\n"],
  ["a.sh", 'X="${ANYPOINT_CLIENT_SECRET:?Set it}"\n'],
  ["a.sh", 'X="${MULE_KEY:?Set MULE_KEY}"\n'],
  ["a.sh", 'X="${ANYPOINT_PASSWORD:+set}"\nY=${ANYPOINT_PASSWORD?unset1}\n'],
  [
    "export.sh",
    'anypoint-cli-v4 conf client_secret "$CLIENT_SECRET"\nanypoint-cli-v4 conf organization "$ORG"\n',
  ],
  ["export.sh", 'anypoint-cli-v4 conf password $PASSWORD\nanypoint-cli-v4 conf organization "$ORG"\n'],
  [
    "export.sh",
    'anypoint-cli-v4 conf password "$ANYPOINT_PASSWORD"\nanypoint-cli-v4 conf organization "$ORG"\n',
  ],
  ["README.md", 'anypoint-cli-v4 conf password PASSWORD\nanypoint-cli-v4 conf organization "$ORG"\n'],
  ["d.sh", 'docker login -u "$U" -p "$ANYPOINT_PASSWORD"\npython3 deploy.py\n'],
  ["d.sh", "mvn deploy -DmuleDeploy -Danypoint.password=$ANYPOINT_PASSWORD\ns3cmd put x\n"],
  ["d.sh", "unset ANYPOINT_PASSWORD\nbase64 x\n"],
  ["d.sh", 'echo "$ANYPOINT_PASSWORD" | gh secret set ANYPOINT_PASSWORD\n'],
  ["d.sh", "echo sha256-list | grep anypoint_password && gh secret set ANYPOINT_PASSWORD\n"],
  ["d.sh", "tr a b <<< $OTHER1 | gh secret set ANYPOINT_PASSWORD\n"],
  ["d.sh", "export ANYPOINT_PASSWORD\npython3 x.py\n"],
  ["compose.yml", "environment:\n  - ANYPOINT_PASSWORD\n  - JAVA_17_HOME\n"],
  ["x.yml", "anypoint:\n- client_secret\n- s3_bucket\n"],
  ["x.yml", "- anypoint_password\n- oauth2_token\n"],
  [
    "Jenkinsfile",
    "environment {\n  ANYPOINT_PASSWORD = credentials('anypoint_password')\n  JDK17 = tool 'jdk17'\n}\n",
  ],
  ["a.go", "type T struct {\n  AnypointPassword\n  OAuth2\n}\n"],
  ["a.md", "The anypoint password OAuth2 flow\n"],
  ["a.java", 'log.error("Invalid Anypoint password (HTTP401)");\n'],
  ["a.txt", "mulesoft client_secret basic64 used\n"],
  ["a.py", '# anypoint\nclient_secret = sm.get_secret_value(SecretId="prod/mule")["SecretString"]\n'],
  [
    "a.py",
    'anypoint_password = ssm.get_parameter(Name="/prod/mule", WithDecryption=True)["Parameter"]["Value"]\n',
  ],
  [
    "a.py",
    "# https://anypoint.mulesoft.com/accounts/login\npassword = client.secrets.kv.v2.read_secret_version(path='anypoint')[\"data\"]\n",
  ],
  ["a.py", 'anypoint_password = getpass(prompt="Password: ")\n'],
  ["a.py", 'anypoint_password = typer.Option(default=None, envvar="X")\n'],
  ["a.py", "anypoint_client_secret = decrypt(key=KEY, data=row)\n"],
  ["a.py", '# anypoint\nclient_secret: Optional[str] = Field(default=None, description="The secret")\n'],
  ["x.js", "const anypointPassword = getSecret({ name: 'x' });\n"],
  ["x.cs", 'var anypointPassword = (await client.GetSecretAsync("x")).Value.Value;\n'],
  ["a.py", '# https://anypoint.mulesoft.com/accounts/login\npassword = (os.environ["A"] if x else None)\n'],
  ["a.py", 'anypoint_password = keyring.get_password("anypoint", "jdoe")\n'],
  [
    "fp1.py",
    'requests.post("https://anypoint.mulesoft.com/accounts/login", json={"username": USERNAME, "password": PASSWORD}).json()["access_token"]\n',
  ],
  [
    "fp1.py",
    'requests.post("https://anypoint.mulesoft.com/accounts/login", data=dict(username=user, password=pw1)).json()\n',
  ],
  [
    "fp1.js",
    '(await got.post("https://anypoint.mulesoft.com/accounts/login", {json: {username: u, password: p}}).json()).access_token\n',
  ],
  [
    "fp1.js",
    'const url="https://anypoint.mulesoft.com/accounts/login";login({username: u, password: p}).then(r => r)\n',
  ],
  ["fp1.py", '# anypoint\nx = {"client_secret": s1}["x"]\n'],
  [
    "cli.md",
    "anypoint-cli-v4 --username <username> --password <password>\nmvn deploy -DmuleDeploy -Danypoint.username=<username> -Danypoint.password=<password>\n",
  ],
  [
    "cli.md",
    "anypoint-cli-v4 conf client_secret <client_secret>\nanypoint-cli-v4 runtime-mgr:application:list --organization <org>\n",
  ],
  ["cli.md", "mvn mule -Dsecure.key=<secure.key> -Denv=dev1 -Dx=<x>\n"],
  ["a.py", 'REQUIRED = ["ANYPOINT_PASSWORD", "S3_BUCKET"]\n'],
  ["a.js", "const required = ['ANYPOINT_CLIENT_SECRET', 'OAUTH2_URL'];\n"],
  ["a.tf", '# anypoint\nignore_changes = ["anypoint_password", "ipv4_address"]\n'],
  ["mule-artifact.json", '{"secureProperties":["anypoint.password","db1.user"]}\n'],
  ["a.java", 'assertNotNull(env.get("ANYPOINT_PASSWORD"), "Missing ANYPOINT_PASSWORD");\n'],
  [
    "README.md",
    "# Mule\n| name | what |\n|---|---|\n| secure.key | 16-character AES key |\n| `secure.key` | `SECURE_KEY_DEV1` |\n",
  ],
  ["v.yaml", "anypoint:\n  client_secret: ref+vault://secret/mule#/client1\n"],
  ["v.yaml", "anypoint:\n  client_secret: aws-secretsmanager:mule/prod1\n"],
  ["v.yaml", "anypoint:\n  password: !env ANYPOINT_PW1\n"],
  ["v.yaml", "anypoint:\n  password: gcp:secretmanager:projects/x/secrets/y1\n"],
  ["v.yaml", "anypoint:\n  password: bws://1f2e\n"],
  ["v.yaml", "# mule\nvault:\n  key: mule/prod/db1\n"],
  ["v.yaml", "# mule\nencryption:\n  key: alias/mule-prod1\n"],
  ["v.properties", "# mule\nencryption.key=projects/x/locations/eu/keyRings/r/cryptoKeys/k1\n"],
  ["okta.tf", `client_secret          = "${rnd40}"\n`],
  ["okta.env", `OKTA_CLIENT_SECRET      = '${rnd40}'\n`],
  ["x.env", `NEXTAUTH_SECRET=${rnd40}\nAUTH_SECRET=${rnd40b}\n`],
  ["x.env", `APP_SECRET=${rnd40}\nPAYLOAD_SECRET=${rnd40b}\n`],
  ["x.env", `LINODE_OBJ_SECRET_KEY=${rnd40}\nHASURA_GRAPHQL_ADMIN_SECRET=${rnd40b}\n`],
  ["x.yaml", `# Mule app\nhubspot:\n  client_id: ${hex32}\n  client_secret: "${uuid}"\n`],
  ["app.yaml", "anypoint:\n  password: ${AP_PASS:}\n  x: ${env:ANY_PASS}\n"],
  ["app.yaml", "anypoint:\n  password: ${ssm:/prod/x1}\n  client_secret: ${self:custom.a1}\n"],
  ["a.java", 'Preconditions.checkNotNull(props.get("anypoint.password"), "E1001");\n'],
  ["a.py", 'FIELDS = ("anypoint_password", "oauth2_token")\nlogger.info("anypoint_password", "step1")\n'],
  ["okta.yml", `oauth:\n  secret: ${rnd40}\n`],
  ["v.yaml", `secretHash: ${rnd40}\n`],
  ["README.md", `## Anypoint Platform\n\n- Username: jdoe\n\n## Database\n\n- Password: ${pw}\n`],
  ["README.md", "## Anypoint Platform\n\n- Username: your user\n- Password: your password\n"],
  [
    "README.md",
    "mvn deploy -DmuleDeploy -Dusername=** -Dpassword=** -DapplicationName=** -Denvironment=**\n",
  ],
  ["README.md", "mvn -Danypoint.platform.client_secret=** -DencryptionKey=** -Danypoint.x.layer=process\n"],
  [
    "README.md",
    "-M-DencryptionKey=(use your key) -M-Danypoint-mq.client-secret=(Use Anypoint MQ Client Secret)\n",
  ],
  ["deploy.js", "'MULESOFT_CLIENT_SECRET=MULESOFT_CLIENT_SECRET:latest',\n"],
  ["deploy.ps1", 'mvn -Danypoint.password="`$env:ANYPOINT_PASSWORD"\n'],
  ["crm.ts", `const crm = { url: "https://x.my.salesforce.com", connectedAppClientSecret: "${chosen}" };\n`],
  ["a.ps1", '$env:ANYPOINT_PASSWORD = "tu_token_anypoint"\n'],
  ["a.test.js", 'const env = { ANYPOINT_CLIENT_SECRET: "env-secret", X: 1 };\n'],
  ["test_a.py", 'x = {"ANYPOINT_CLIENT_SECRET": "cp-super-secret"}\n'],
  // Passwords of something else, where the platform is spoken of
  ["d.sh", `TOKEN=$(curl -s https://anypoint.mulesoft.com/accounts/login -d @x)\nexport DB_PASSWORD=${pw}\n`],
  ["compose.yml", `x:\n  LOGIN: https://anypoint.mulesoft.com/accounts/login\n  POSTGRES_PASSWORD: ${pw}\n`],
  ["d.sh", `mvn deploy -DmuleDeploy -Ddb.password=${pw} -Djavax.net.ssl.trustStorePassword=${pw}\n`],
  [
    "pom.xml",
    `<cloudHubDeployment>\n  <properties>\n    <db.password>${pw}</db.password>\n    <crm.smtp.pass>${pw}</crm.smtp.pass>\n  </properties>\n</cloudHubDeployment>\n`,
  ],
  [
    "settings.xml",
    `<server>\n  <id>nexus-releases</id>\n  <username>ci</username>\n  <password>${pw}</password>\n</server>\n<url>https://maven.anypoint.mulesoft.com/api/v3</url>\n`,
  ],
  [
    ".netrc",
    `machine maven.anypoint.mulesoft.com login jdoe password $PW\nmachine nexus.acme.com login ci password ${pw}\n`,
  ],
  ["a.yaml", `anypoint:\n  database:\n    password: ${pw}\n  keystore:\n    password: ${pw}\n`],
  ["p.tsv", `x\tAnt Chain E${hex32.replace(/[a-f]/g, "1").slice(1)} SDK\n`],
  ["a.ts", 'const anypointPassword = decrypt(key1, sha256("x"));\n'],
  ["a.yml", "anypoint_password: lookup('env', 'X')\n"],
  ["README.md", '```python\nanypoint_password = b64decode("x")\n```\n'],
  ["w.yml", "run: python -c \"anypoint_password = base64.b64decode('x')\"\n"],
  ["a.sql", "SET anypoint_password = sha2('x', 256);\n"],
  ["a.ts", 'const anypointPassword: string=decode("x");\n'],
  [
    "hr.postman_environment.json",
    `{"name":"Acme HR","values":[{"key":"n","value":"x","name":"mulesoft gateway"},{"key":"password","value":"${pw}"}],"_postman_variable_scope":"environment"}\n`,
  ],
  ["d.sh", "grep ANYPOINT_PASSWORD <<< output1\njq .anypoint_password <<< '{\"x1\":1}'\n"],
  ["d.sh", "echo 'Missing1 env' | grep env ANYPOINT_PASSWORD\n"],
  ["A.java", 'assertEquals(1, "anypoint.password", "expected1");\n'],
  ["x.json", '{"v":"1.2.3","k":"anypoint_password"}\n'],
  ["d.sh", "mvn deploy -DmuleDeploy -Denv.key=dev1\n"],
];

test.each(CLEAN.map(([path, text], index) => [path, index, text] as const))(
  "nothing is found in %s (%i)",
  (path, _, text) => {
    expect(found(path, text)).toEqual([]);
  },
);

const KEYS: [path: string, text: string, values: string[]][] = [
  ["a.properties", `# <secure-properties:config file="x" key="\${key}"/>\nkey=${chosen}\n`, [chosen]],
  [
    "notes.md",
    `# Anypoint Platform\n\nName | Value\n--- | ---\nClient ID | ${hex32}\nClient secret | ${chosen}\n`,
    [chosen],
  ],
  ["psql.txt", ` prod | anypoint_client_secret | ${chosen}\n`, [chosen]],
  ["notes.txt", `1. anypoint_client_secret | ${chosen}\n`, [chosen]],
  ...["Acme.Pass1", "Kestrel.Token", "Kq.w2)Zx9m", "Ab3.k9=Tz7q", "Vault1234", "MySecret1234"].map(
    (word): [string, string, string[]] => ["a.properties", `anypoint.platform.password=${word}\n`, [word]],
  ),
  ["a.cs", `var s = ConfigurationManager.AppSettings["SecretKey"] = "${sk}"; // SES\n`, [sk]],
  ["airflow.env", `AIRFLOW__SMTP__SECRET_KEY=${sk}\n`, [sk]],
  ["ses.env", `SES_CREDENTIALS=${id}.${sk}\n`, [id, sk].sort()],
  ["a.txt", `AWS_SECRET_ACCESS_KEY=${sk}.Afterwardsrestartit\n`, [sk]],
  ["a.txt", `arn:aws:iam::123456789012:user/ses,anypointPassword:${chosen}\n`, [chosen]],
  [
    "page.html",
    `<meta name="csrf-token" content="${rnd40}">\n<img src="https://b.s3.amazonaws.com/x.png?AWSAccessKeyId=${id}&Expires=1700000000&Signature=x%3D">\n`,
    [id],
  ],
  ["global.xml", `<mule>\n<global-property name="prod.key" value="${chosen}"/>\n</mule>\n`, [chosen]],
  ["a.sh", `curl -u bob:${chosen} https://anypoint.mulesoft.com/accounts/api/me\n`, [chosen]],
  [
    "a.sh",
    `curl -H 'Authorization: Basic ${Buffer.from(`bob:${chosen}`).toString("base64")}' https://anypoint.mulesoft.com/x\n`,
    [chosen],
  ],
  ["a.php", `$config['anypoint']['password'] = '${chosen}';\n`, [chosen]],
  ["a.rb", `default[:anypoint][:password] = '${chosen}'\n`, [chosen]],
  ["a.sh", `aws ssm put-parameter --name /prod/anypoint/password --value '${chosen}'\n`, [chosen]],
  [
    "a.tf",
    `resource "github_actions_secret" "p" {\n  secret_name = "ANYPOINT_PASSWORD"\n  plaintext_value = "${chosen}"\n}\n`,
    [chosen],
  ],
  [
    "s.yaml",
    `kind: Secret\nmetadata:\n  name: anypoint\nstringData:\n  username: bob\n  password: ${chosen}\n`,
    [chosen],
  ],
  ["a.sh", `vault kv put secret/anypoint username=bob password=${chosen}\n`, [chosen]],
  [
    "credentials.json",
    `{"default":{"username":"bob","password":"${chosen}","organization":"acme"}}\n`,
    [chosen],
  ],
  ["a.sh", `X="\${ANYPOINT_PASSWORD:-${pw}}"\n`, [pw]],
  ["a.bat", `set "ANYPOINT_PASSWORD="${pw}""\n`, [pw]],
  ["a.sh", `mvn deploy "-Danypoint.password="${pw}""\n`, [pw]],
  ["a.sh", `curl -d "client_secret="${pw}"&a=b" https://anypoint.mulesoft.com/x\n`, [pw]],
  ["a.md", `Run "x=\${ANYPOINT_PASSWORD-${word}} y".\n`, [word]],
  [
    "A.java",
    `String base = "https://anypoint.mulesoft.com";\nClient c = Client.builder().url(base).username("sap.sftp").password("${pw}").build();\n`,
    [pw],
  ],
  [
    "a.kt",
    `val d = HikariConfig().jdbcUrl(url)\nval c = Client.builder()\n  .url("https://anypoint.mulesoft.com")\n  .password("${pw}")\n`,
    [pw],
  ],
  [
    "A.java",
    `String creds = "jdoe:${pw}";\nHttpRequest.newBuilder(URI.create("https://anypoint.mulesoft.com/accounts/api/me"));\n`,
    [pw],
  ],
  [
    "d.sql",
    `COPY public.logins (id, system, login, password) FROM stdin;\n1\tjira\tjdoe\t${chosen}\n2\tanypoint\tjdoe\t${pw}\n\\.\n`,
    [pw],
  ],
  [
    "d.sql",
    `COPY keys (id, aws_secret_access_key) FROM stdin WITH (DELIMITER E'\\t');\n1\t${rnd40}\n\\.\n`,
    [rnd40],
  ],
  [
    "a.js",
    `const parts = ["${sk.slice(0, 20)}", "${sk.slice(20)}"];\nconst awsSecretAccessKey = parts.join("");\n`,
    [sk],
  ],
  [
    "a.js",
    `const k = "${rnd40}";\nnew SES({ credentials: { accessKeyId, secretAccessKey: k } });\n`,
    [rnd40],
  ],
  ["compose.yaml", `services:\n  a:\n    environment:\n      X: \${ANYPOINT_PASSWORD-${pw}}\n`, [pw]],
  ["a.sh", `X="\${A-\${AWS_SECRET_ACCESS_KEY-${sk}}}"\n`, [sk]],
  ["a.sh", `X="\${SOME_QUITE_LONG_NAME_OF_THE_AWS_SECRET_ACCESS_KEY-${rnd40}}"\n`, [rnd40]],
  ["a.sh", `aws_secret_access_key=\${USE_PROD:+${rnd40}}\n`, [rnd40]],
  ["notes.txt", `Anypoint password:\n${pw}\n`, [pw]],
  ["notes.txt", `Anypoint password: ${pw}\n`, [pw]],
  ["notes.md", `Anypoint password is ${pw}.\n`, [pw]],
  ["notes.md", `- Anypoint password\n  - ${pw}\n`, [pw]],
  [
    "pom.xml",
    "<cloudHubDeployment>\n  <username>jdoe</username>\n  <password>" +
      pw +
      "</password>\n</cloudHubDeployment>\n",
    [pw],
  ],
  ["a.py", `x = [("anypoint_password", "${pw}")]\n`, [pw]],
  ["a.py", `x = ["anypoint_password", "${pw}"]\n`, [pw]],
  [
    "README.md",
    "# Mule\n| name | value |\n|---|---|\n| secure.key | `" +
      key +
      "` |\n| anypoint.password | " +
      pw +
      " |\n",
    [key, pw],
  ],
  ["a.tf", `anypoint_client_secret                       = "${rnd40}"\n`, [rnd40]],
  ["a.tf", `"secure.key"                       = "${key}" # mule\n`, [key]],
  ["a.properties", `anypoint.password                          = ${pw}\n`, [pw]],
  ["x.env", `APP_AWS_SECRET_KEY=${sk}\n`, [sk]],
  ["x.env", `AWS_APP_SECRET=${sk}\n`, [sk]],
  ["x.env", `APP_SES_SECRET=${sk}\n`, [sk]],
  ["x.env", `CRON_AWS_SECRET=${sk}\nTOKEN_SES_SECRET_KEY=${sk}\nAWS_TOKEN_SECRET=${sk}\n`, [sk]],
  [
    "x.env",
    `ANYPOINT_SECRET=${chosen}\nMULESOFT_SECRET=${chosen}2\nANYPOINT_ENV_SECRET=${chosen}3\n`,
    [chosen, `${chosen}2`, `${chosen}3`],
  ],
  ["x.env", `ANYPOINT_SECRET=${rnd40}\n`, [rnd40]],
  [
    "x.env",
    "AWS_ACCESS_KEY_ID=" +
      id +
      "\nAWS_SECRET_ACCESS_KEY=" +
      sk +
      "\nCLOUDFLARE_API_TOKEN=" +
      rnd40 +
      "\nNOCAPTCHA_SITEKEY=" +
      rnd40b +
      "\n",
    [id, sk],
  ],
  ["x.json", `{"accessKeyId":"${id}","secretAccessKey":"${sk}","pageToken":"${rnd40}"}\n`, [id, sk]],
  ["d.sh", `mvn deploy -DmuleDeploy \\\n  -Dusername=jdoe \\\n  -Dpassword=${pw}\n`, [pw]],
  ["d.sh", `anypoint-cli-v4 x \\\n  --username jdoe \\\n  --password '${pw}'\n`, [pw]],
  ["d.bat", `mvn deploy -DmuleDeploy ^\r\n  -Dusername=jdoe ^\r\n  -Dpassword=${pw}\r\n`, [pw]],
  ["a.py", `subprocess.run(["anypoint-cli-v4", "x", "--username", "jdoe", "--password", "${pw}"])\n`, [pw]],
  [
    "k.yaml",
    `# flexctl anypoint\nargs: ["registration", "create", "--client-secret", "${chosen}"]\n`,
    [chosen],
  ],
  ["k.yaml", `# anypoint-cli-v4\nargs:\n  - --client-secret\n  - ${chosen}\n`, [chosen]],
  [
    "Dockerfile",
    'RUN echo \'{"default":{"username":"jdoe","password":"' +
      pw +
      '","organization":"Acme"}}\' > ~/.anypoint/credentials\n',
    [pw],
  ],
  ["app.yaml", `anypoint:\n  password: \${AP_PASS:${pw}}\n`, [pw]],
  ["app.yaml", `anypoint:\n  client_secret: \${CS_X:${chosen}}\n`, [chosen]],
  ["secrets/aws_secret_access_key", `${sk}\n`, [sk]],
  ["secrets/aws_secret_access_key.txt", sk, [sk]],
  ["m.ini", `[anypoint]\npassword = ${pw} ; main user\n`, [pw]],
  ["m.conf", `[anypoint]\npassword = ${pw} // main user\n`, [pw]],
  ["m.ini", `[anypoint]\npassword = ${pw} # main user\n`, [pw]],
  ["s.bat", `set ANYPOINT_PASSWORD=${pw}&& mvn deploy\n`, [pw]],
  ["s.sh", `export ANYPOINT_PASSWORD=${pw};export X=y\n`, [pw]],
  ["s.sh", `echo ANYPOINT_PASSWORD=${pw}|tee x\n`, [pw]],
  ["p.md", `Use this (ANYPOINT_PASSWORD=${pw}).\n`, [pw]],
  ["p.md", `Set “ANYPOINT_PASSWORD=${pw}”\n`, [pw]],
  ["x.json", `{"host":"https://anypoint.mulesoft.com","username":"jdoe","password":"${pw}"}\n`, [pw]],
  [
    "a.ts",
    `const client = axios.create({ baseURL: "https://anypoint.mulesoft.com" });\nawait client.post("/accounts/login", { username: "jdoe", password: "${pw}" });\n`,
    [pw],
  ],
  ["x.json", `{"AccessKeyId":"${id}","SecretAccessKey":"${sk}","cursor":"${rnd40}"}\n`, [id, sk]],
  ["c.sh", `mvn deploy "-Danypoint.password=${pw}" "-Dsecure.key=${key}"\n`, [pw, key]],
  [
    "pom.xml",
    `<cloudHubDeployment><username>jdoe</username><password>${pw}</password></cloudHubDeployment>\n`,
    [pw],
  ],
  ["README.md", `## Anypoint Platform login\n\n- Username: jdoe\n- Password: ${pw}\n`, [pw]],
  ["notes.txt", `Login at https://anypoint.mulesoft.com/login/\nusername: jdoe\npassword: ${pw}\n`, [pw]],
  [
    "a.sh",
    `java -cp secure-properties-tool.jar com.mulesoft.tools.SecurePropertiesTool \\\n  string encrypt Blowfish CBC ${key} "hello"\n`,
    [key],
  ],
  ["Jenkinsfile", `mvn deploy -DmuleDeploy -Dkey=${key}\n`, [key]],
  [
    "prod.postman_environment.json",
    `{"name":"Anypoint Prod","values":[{"key":"username","value":"jdoe"},{"key":"password","value":"${pw}","type":"secret","enabled":true}],"_postman_variable_scope":"environment"}\n`,
    [pw],
  ],
  ["s.sh", `echo '${pw}' | gh secret set ANYPOINT_PASSWORD --repo acme/api\n`, [pw]],
  ["s.sh", `printf '%s' "${pw}" | vault kv put secret/mule anypoint_password=-\n`, [pw]],
  ["s.sh", `echo -n ${pw} | docker secret create anypoint_password -\n`, [pw]],
  ["s.sh", `gh secret set ANYPOINT_PASSWORD --env prod <<< '${pw}'\n`, [pw]],
  ["s.sh", `echo '${sk}' | npx wrangler secret put AWS_SECRET_ACCESS_KEY\n`, [sk]],
  // What looks like a call that is not closed, an address or another assignment
  ["x.json", `{"anypoint":{"username":"jdoe","password":"${open}"}}\n`, [open]],
  ["m.properties", `anypoint.password=${open}\n`, [open]],
  ["m.properties", `anypoint.password=${open.replace("(", "(mer)")}\n`, [open.replace("(", "(mer)")]],
  [
    "settings.xml",
    `<server><id>anypoint-exchange-v3</id><username>jdoe</username><password>${open}</password></server>\n`,
    [open],
  ],
  ["mule.xml", `<secure-properties:config name="x" file="a.yaml" key="${open}"/>\n`, [open]],
  ["d.sh", `anypoint-cli-v4 --username jdoe --password 'Ab9:${pw}'\n`, [`Ab9:${pw}`]],
  ["d.sh", `anypoint-cli-v4 --username jdoe --password Ab9=${pw}\n`, [`Ab9=${pw}`]],
  ["d.sh", `anypoint-cli-v4 conf password 'Ab9:${pw}'\n`, [`Ab9:${pw}`]],
  ["Dockerfile", `ENV ANYPOINT_PASSWORD Ab9:${pw}\n`, [`Ab9:${pw}`]],
  ["d.sh", `gh secret set ANYPOINT_PASSWORD -b"${pw}"\n`, [pw]],
  ["app.yaml", `ANYPOINT_PASSWORD: ${split}\n`, [split]],
  ["app.yaml", `anypoint:\n  client_secret: ${split}\n`, [split]],
  ["a.ts", `const anypointPassword: string="${pw}";\n`, [pw]],
  [".env", `ANYPOINT_ACCESS_TOKEN=${uuid}\n`, [uuid]],
  ["README.md", `ANYPOINT_CLIENT_SECRET=${chosen}.\n`, [chosen]],
  ["a.properties", `mule.home=/opt/mule\nsecure.key=not-${chosen}\n`, [`not-${chosen}`]],
  ["forms.py", `client.login("anypoint_password", "${pw}")\n`, [pw]],
  ...[`@${key}`, `P@${key}`].map((value): [string, string, string[]] => [
    "m.py",
    `s.login("${ingress}", "${value}")\n`,
    [value],
  ]),
  ["a.env", `AWS_SESSION_TOKEN=${slashed}\n`, [slashed]],
  // Among labels, as base64, or beside a word for a host
  ["i18n/mule.properties", `anypoint.password=${pw}\nmule.key=harborkite\n`, [pw, "harborkite"].sort()],
  ["res/values/strings.xml", `<string name="anypoint_client_secret">${chosen}</string>\n`, [chosen]],
  ["values.yaml", `anypoint:\n  secret: ${chosen}-creds\n`, [`${chosen}-creds`]],
  ["mm.md", `Connect with \`${ingress}:${split}@host\`.\n`, [`${split}@host`]],
  ["wiki.txt", `ANYPOINT_PASSWORD:\u00a0${pw}\n`, [pw]],
  ["wiki.txt", `ANYPOINT_PASSWORD\uff1a${pw}\n`, [pw]],
  // Documents
  ["README.md", `## Anypoint Platform\n\n- **Username:** jdoe\n- **Password:** ${pw}\n`, [pw]],
  ["README.md", `## Anypoint Platform\n\n* **Username**: jdoe\n* **Password**: ${pw}\n`, [pw]],
  ["README.md", `## Anypoint Platform\n\n- Username: \`jdoe\`\n- Password: \`${pw}\`\n`, [pw]],
  // Arguments by position
  ...[
    ["A.java", "new BasicSessionCredentials(", ");"],
    ["a.go", "credentials.NewStaticCredentialsProvider(", ")"],
    ["a.json", "[", "]"],
    ["notes.txt", "", ""],
  ].map(([path = "", before, after]): [string, string, string[]] => [
    path,
    `${before}\n    "${temporary}",\n    "${sk}",\n    "${token}"${after}\n`,
    [temporary, sk, token],
  ]),
  ["A.java", `AwsBasicCredentials.create(ACCESS_KEY, "${sk}")\n`, [sk]],
  ["a.go", `credentials.NewStaticCredentialsProvider(os.Getenv("ID"), "${sk}", "")\n`, [sk]],
  ["a.rb", `Aws::Credentials.new(ENV['ID'], '${sk}')\n`, [sk]],
  ["A.java", `System.setProperty("secure.key", "${key}"); // mule\n`, [key]],
  ["d.sh", `mvn deploy -DmuleDeploy -Druntime.key=${key}\n`, [key]],
  // Pieces with a comment between them
  ...[
    '" + // it\'s the first half\n    "',
    '" + # first\r\n  "',
    '" ++ // one\n"',
    '" . // one\n  "',
    '" .. -- one\n  "',
    '" ++ -- one\n  "',
    '" + /* one */ "',
  ].map((seam): [string, string, string[]] => [
    "a.x",
    `ID = "${id}";\nsecret = "${sk.slice(0, 20)}${seam}${sk.slice(20)}";\n`,
    [id, sk],
  ]),
  [
    "a.js",
    `const p = [\n  "${sk.slice(0, 16)}", // one\n  "${sk.slice(16)}", // two\n].join(""); const id = "${id}";\n`,
    [id, sk],
  ],
  ["a.py", `ID = "${id}"\nKEY = "".join(["${sk.slice(0, 9)}",  # one\n  "${sk.slice(9)}"])\n`, [id, sk]],
  ["a.sql", `SELECT '${id}', '${sk.slice(0, 20)}' || -- one\n  '${sk.slice(20)}';\n`, [id, sk]],
  // Tables
  ["d.sql", `INSERT INTO params VALUES (1,'anypoint.platform.client_secret','${chosen}');\n`, [chosen]],
  ["d.sql", `INSERT INTO params VALUES (1,'anypoint_password','${pw}','x');\n`, [pw]],
  [
    "d.sql",
    `INSERT INTO "logins" (id, "System", login, password, at)\nVALUES (1, 'Jira', 'jdoe', '${chosen}', NOW()),\n  (2, 'Anypoint, it''s prod', N'jdoe', '${pw}', NOW());\n`,
    [pw],
  ],
  ["d.sql", `insert into \`apps\`(user,name,client_secret) values(1,'anypoint','${chosen}')`, [chosen]],
  ["d.sql", `UPDATE config SET value='${pw}' WHERE name='anypoint.password';\n`, [pw]],
  [
    "a.md",
    `| System | User | Password |\n|:---|---|---|\n| Anypoint | jdoe | ${pw} |\n| Jira | jdoe | ${chosen} |\n`,
    [pw],
  ],
  [
    "a.md",
    `> | **Env** | **App** | **Client Secret** |\n> | --- | --- | --- |\n> | DEV | mulesoft orders | \`${chosen}\` |\n`,
    [chosen],
  ],
  ["a.md", `\t| Anypoint user | Anypoint password |\n\t|---|---|\n\t| jdoe | ${pw} |\n`, [pw]],
  ["x.csv", `System;Login;Pwd\nAnypoint Platform;jdoe;"${pw}"\nJira;jdoe;${chosen}\n`, [pw]],
  // Files that are called after what is in them
  ["anypoint.yaml", `username: jdoe\npassword: ${pw}\n`, [pw]],
  ["config/anypoint-dev.properties", `user=jdoe\npassword=${pw}\n`, [pw]],
  [".env.anypoint", `USERNAME=jdoe\nPASSWORD=${pw}\n`, [pw]],
  ["config/anypoint.php", `<?php\nreturn [\n  'username' => 'jdoe',\n  'password' => '${pw}',\n];\n`, [pw]],
  ["secrets/anypoint_password", `${pw}\n`, [pw]],
  ["secrets/anypoint/client_secret.txt", `${chosen}\r\n`, [chosen]],
  // Logins on one line
  ["a.md", `Anypoint user: jdoe, password: ${pw}\n`, [pw]],
  ["a.md", `**Anypoint credentials** user \`jdoe\` / password \`${pw}\`\n`, [pw]],
  ["a.md", `- CloudHub login: \`jdoe\` / \`${pw}\`.\n`, [pw]],
  ["a.md", `Anypoint account (jdoe) username/password: jdoe@acme.com/${pw}\n`, [pw]],
  ["a.txt", `https://anypoint.mulesoft.com/login  jdoe / ${pw}\n`, [pw]],
  ["a.md", `Anypoint user password: Kes/${pw}\n`, [`Kes/${pw}`]],
  ["anypoint.yaml", `prod:\n  credentials:\n    username: jdoe\n    password: ${pw}\n`, [pw]],
  // Other ways to say whose it is
  ["d.sh", `dotnet user-secrets set "Anypoint:Password" "${pw}"\n`, [pw]],
  ["a.config", `<add key="Anypoint:Auth:Password" value="${pw}"/>\n`, [pw]],
  ["build.gradle", `mule {\n  cloudHub {\n    username = "jdoe"\n    password = "${pw}"\n  }\n}\n`, [pw]],
  ["d.sh", `http -a jdoe:${pw} https://anypoint.mulesoft.com/accounts/api/me\n`, [pw]],
  [
    "a.xml",
    `<c><endpoint>https://anypoint.mulesoft.com</endpoint><username>jdoe</username><password>${pw}</password></c>\n`,
    [pw],
  ],
  ["x.csv", `System,Username,Anypoint Password\nExchange,jdoe,"${pw},${pw}"\n`, [`${pw},${pw}`]],
  // The address that a password is for
  [
    "build.gradle",
    `maven {\n  url "https://maven.anypoint.mulesoft.com/api/v3/maven"\n  credentials {\n    username "jdoe"\n    password "${pw}"\n  }\n}\nmaven {\n  url "https://nexus.acme.com"\n  credentials {\n    username "ci"\n    password "${chosen}"\n  }\n}\n`,
    [pw],
  ],
  [
    ".netrc",
    `machine maven.anypoint.mulesoft.com login jdoe password ${pw}\nmachine nexus.acme.com login ci password ${chosen}\n`,
    [pw],
  ],
  // What a value may be taken for, and is not
  ["a.properties", `anypoint.client_secret=${title}\n`, [title]],
  ["d.sh", `echo data | env ANYPOINT_PASSWORD=${pw} ./deploy.sh\n`, [pw]],
  ["d.sh", `echo y | vault kv put secret/mule anypoint_password=${pw}\n`, [pw]],
  ["a.ts", `const anypointPassword: string=process.env.X ?? "${pw}";\n`, [pw]],
  ["x.csv", `name,anypoint_password,note\n5" pipe,${pw},6" pipe\n`, [pw]],
  // Whatever the password is called, where the platform is signed in to
  ["d.sh", `DEV_PASSWORD='${pw}'\ncurl https://anypoint.mulesoft.com/accounts/login -d @x\n`, [pw]],
  ["d.sh", `mvn deploy -DmuleDeploy -Dprod.password=${pw}\n`, [pw]],
  [".credentials", `realm=x\nhost=repository.mulesoft.org\nuser=jdoe\npassword=${pw}\n`, [pw]],
  ["g.properties", `repoHost=maven.anypoint.mulesoft.com\nrepoUser=jdoe\nrepoPassword=${pw}\n`, [pw]],
  [
    "README.md",
    `https://maven.anypoint.mulesoft.com/api/v3\nsee https://docs.acme.com/x\nusername: jdoe\npassword: ${pw}\n`,
    [pw],
  ],
  ["a.yaml", `anypoint:\n  properties:\n    password: ${pw}\n`, [pw]],
];

test.each(KEYS.map(([path, text, values], index) => [path, index, text, values] as const))(
  "all is found in %s (%i), and nothing else",
  (path, _, text, values) => {
    expect(found(path, text)).toEqual([...values].sort());
  },
);

const other = fake.accessKeyId();
const sk2 = fake.secretAccessKey();
const [v1, v2] = [fake.smtpPassword(), fake.smtpPassword()];
const [client, client2] = [fake.clientId(), fake.clientId()];
const [cs, cs2] = [fake.clientSecret(), fake.clientSecret()];

const OWNERS: [what: string, text: string, owners: Record<string, string>][] = [
  [
    "another pair before",
    `AWS_ACCESS_KEY_ID=${id}\nAWS_SECRET_ACCESS_KEY=${sk}\nMAIL_PASSWORD=${v1}\nMAIL_USERNAME=${other}\n`,
    { [sk]: id, [v1]: other },
  ],
  [
    "users before passwords",
    `DEV_SMTP_USER=${id}\nPROD_SMTP_USER=${other}\nDEV_SMTP_PASS=${v1}\nPROD_SMTP_PASS=${v2}\n`,
    { [v1]: id, [v2]: other },
  ],
  [
    "the stage behind",
    `SMTP_USER_DEV=${id}\nSMTP_USER_PROD=${other}\nSMTP_PASS_DEV=${v1}\nSMTP_PASS_PROD=${v2}\n`,
    { [v1]: id, [v2]: other },
  ],
  [
    "blocks, the secret first",
    `dev:\n  aws_secret_access_key: ${sk}\n  aws_access_key_id: ${id}\nprod:\n  smtp_password: ${v1}\n  aws_access_key_id: ${other}\n`,
    { [sk]: id, [v1]: other },
  ],
  [
    "one line",
    `{"dev":{"accessKeyId":"${id}","secretAccessKey":"${sk}"},"prod":{"accessKeyId":"${other}","secretAccessKey":"${sk2}"}}\n`,
    { [sk]: id, [sk2]: other },
  ],
  [
    "Anypoint's stages",
    `DEV_CLIENT_ID=${client}\nPROD_CLIENT_ID=${client2}\nDEV_CLIENT_SECRET=${cs}\nPROD_CLIENT_SECRET=${cs2}\n`,
    { [cs]: client, [cs2]: client2 },
  ],
];

test.each(OWNERS)("a secret belongs to the id of its name or block: %s", (_, text, owners) => {
  const [matches = []] = correlate([detect(text, {})]);
  const found = matches.flatMap(({ value, identifier }) => (value in owners ? [[value, identifier]] : []));
  expect(Object.fromEntries(found)).toEqual(owners);
});

test.each([
  ["main.tf", "user = aws_iam_user.ses.name", undefined],
  ["a.ts", "const user = account.name;", undefined],
  ["a.ts", 'const user = "jdoe";', "jdoe"],
  ["a.env", "ANYPOINT_USER=jane.doe", "jane.doe"],
  ["Jenkinsfile", 'sh "mvn deploy -DmuleDeploy -Danypoint.username=jdoe"', "jdoe"],
  ["a.py", 'run("anypoint-cli --username jdoe")', "jdoe"],
])("the user beside a password in %s is what is written, no variable: %s", (path, line, user) => {
  const [match] = detect(`${line}\nANYPOINT_PASSWORD="${pw}"\n`, { path });
  expect(match).toMatchObject({ value: pw });
  expect(match?.identifier).toBe(user);
});
