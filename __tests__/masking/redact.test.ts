import { Fake } from "../../detectors/fake.ts";
import { MASK, Redactor } from "../../src/masking/redact.ts";
import { search } from "../../src/search/search.ts";
import type { Sighting } from "../../src/search/searchText.ts";

const fake = new Fake(5);
const [id, smtp, other] = [fake.accessKeyId(), fake.smtpPassword(), fake.bytes(24).toString("base64")];

async function sightings(text: string): Promise<Sighting[]> {
  return search([Buffer.from(text)], undefined);
}

/** The drawn lines around the SMTP password of a text. */
async function excerpt(text: string): Promise<string[]> {
  const found = await sightings(text);
  const secret = found.find(({ match }) => match.detector.id === "aws-ses-smtp-password");
  if (secret === undefined) throw new Error("the example holds no password");
  return new Redactor(found).excerpt(secret).map(({ text }) => text);
}

test("the secret is hidden, its id and the names around it are shown", async () => {
  expect(await excerpt(`SES_SMTP_USER=${id}\nSES_SMTP_PASS=${smtp}\nSES_REGION=eu-west-1\n`)).toEqual([
    `SES_SMTP_USER=${id}`,
    `SES_SMTP_PASS=${MASK}`,
    "SES_REGION=eu-west-1",
  ]);
});

test("an organization's id is shown in full, as in what is said of the secret", async () => {
  const organization = fake.uuid();
  const found = await sightings(
    `X-ANYPNT-ORG-ID: ${organization}\nAuthorization: bearer ${fake.uuid()}\nX: ${fake.uuid()}\n`,
  );
  expect(new Redactor(found).excerpt(found[0] as Sighting).map(({ text }) => text)).toEqual([
    `X-ANYPNT-ORG-ID: ${organization}`,
    `Authorization: bearer ${MASK}`,
    `X: ${MASK}`,
  ]);
});

test("every other secret on the lines shown is hidden too, whatever it is", async () => {
  const lines = await excerpt(`API_TOKEN=${other}\nSES_SMTP_PASS=${smtp} # ${smtp}\nDB_PASSWORD=hunter2\n`);
  expect(lines).toEqual([`API_TOKEN=${MASK}`, `SES_SMTP_PASS=${MASK} # ${MASK}`, `DB_PASSWORD=${MASK}`]);
});

test("and what is one by where it stands: in addresses, commands and calls of other systems", async () => {
  const chosen = `Wombat${fake.int(9000) + 1000}x`;
  for (const other of [
    `DATABASE_URL=postgres://app:${chosen}@db:5432/x`,
    `R=rediss://:${chosen}@h`,
    `M=mongodb+srv://u:${chosen}@h/x?y`,
    `url=jdbc:oracle:thin:scott/${chosen}@h`,
    `curl -u bob:${chosen} https://example.com`,
    `http -a bob:${chosen} https://example.com`,
    `mysql -p${chosen} db`,
    `sshpass -p ${chosen} ssh x`,
    `pw: ${chosen}`,
    `DB_PW=${chosen}`,
    `Nexus login: bob / ${chosen}`,
    `Jira credentials: bob / ${chosen}`,
    `BASIC_AUTH=admin:${chosen}`,
    `login("bob", "${chosen}")`,
    `mysqli_connect("localhost", "root", "${chosen}")`,
  ]) {
    const lines = await excerpt(`${other}\nSES_SMTP_PASS=${smtp} ${other}\n`);
    expect(lines.join("\n")).not.toContain(chosen);
    expect(lines[0]).toContain(MASK);
  }
});

test("and in the rows of other systems and in other columns beside a secret in a table", async () => {
  const [one, two, id, key] = [fake.password(), fake.password(), fake.accessKeyId(), fake.secretAccessKey()];
  for (const [text, own] of [
    [
      `| System | User | Password |\n|---|---|---|\n| Jira | bob | ${two} |\n| Anypoint | bob | ${one} |\n`,
      one,
    ],
    [`| System | Password |\n|---|---|\n| Anypoint | ${one} |\n| Jira | Kestrel & Kite |\n`, one],
    [`app,client_id,client_secret\nsalesforce,x,${two}\nmulesoft,y,${one}\n`, one],
    [`User name,Password,Access key ID,Secret access key\nbob,${two},${id},${key}\n`, key],
  ] as const) {
    const found = await sightings(text);
    const sighting = found.find(({ match }) => match.value === own) as Sighting;
    const isOurs = ({ match }: Sighting) => !match.unconfirmed && match.detector.kind !== "identifier";
    expect(found.filter(isOurs)).toEqual([sighting]);
    const lines = new Redactor(found).excerpt(sighting).map(({ text }) => text);
    expect(lines.join("\n")).not.toMatch(new RegExp(`${two}|Kestrel`));
  }
});

test.each([
  "const auth = getAuth(app);",
  "auth: true",
  "docker run -u 1000:1000 --name my-app -p 8080:80 x",
  "mysql_port -p 3306",
])("%j stays readable beside a key", async (line) => {
  expect((await excerpt(`${line}\nSES_SMTP_PASS=${smtp}\n`))[0]).toBe(line);
});

test("nothing of a token is shown that goes beyond what is shown of its line", async () => {
  const token = fake.sessionToken();
  const found = await excerpt(`SES_SMTP_PASS=${smtp}\nAWS_SESSION_TOKEN=${token}\n`);
  expect(found[1]).toBe(`AWS_SESSION_TOKEN=${MASK}`);
});

test("what only looks like a key is hidden in lines, and may be a part of a file's name", async () => {
  const path = "packages/mailer/src/aws/V2/Sesv2ClientX1";
  const found = await sightings(`import { x } from '${path}';\n`);
  expect(found.map(({ match }) => match.unconfirmed)).toEqual([true]);
  const redactor = new Redactor(found, () => false);
  expect(redactor.maskPath("packages/mailer/src/aws/.env")).toBe("packages/mailer/src/aws/.env");
  expect(redactor.mask(path)).toBe(MASK);
});

test("the comment that lets a finding through stays readable", async () => {
  const found = await excerpt(`smtp_pass: ${smtp} # keylatch:allow sandbox, deleted\n`);
  expect(found[0]).toBe(`smtp_pass: ${MASK} # keylatch:allow sandbox, deleted`);
});

test("a piece of a random secret is hidden as well, what is shorter is not", async () => {
  const found = await sightings(`SES_SMTP_PASS=${smtp}\n`);
  const redactor = new Redactor(found);
  for (const [from, to] of [
    [0, 12],
    [5, 13],
    [20, 44],
  ]) {
    const piece = smtp.slice(from, to);
    expect(redactor.mask(`only ${piece} of it, and ${piece}${piece}.`)).toBe(
      `only ${MASK} of it, and ${MASK}.`,
    );
    expect(redactor.maskPath(`a/${piece}`)).toBe(`a/${MASK}`);
    expect(redactor.holdsSecret(`key ${piece} of the sandbox`)).toBe(true);
  }
  expect(redactor.mask(smtp.slice(3, 10))).toBe(smtp.slice(3, 10));
  expect(redactor.holdsSecret(`key ${smtp.slice(0, 4)} of the sandbox`)).toBe(false);
});

test("what every secret of a kind begins with is no piece of one", async () => {
  const activation = Buffer.from(`anypoint.mulesoft.com:${fake.uuid()}`).toString("base64");
  const found = await sightings(
    `RTF_ACTIVATION_DATA=${activation}\nTOKEN=${fake.anypointJwt()}\nAWS_SESSION_TOKEN=${fake.sessionToken()}\n`,
  );
  expect(found.length).toBeGreaterThan(2);
  const redactor = new Redactor(found);
  expect(redactor.maskPath("src/anypoint/mail.env")).toBe("src/anypoint/mail.env");
  for (const reason of ["sandbox of mulesoft, on anypoint.mulesoft.com", "a token IQoJb3JpZ2luX2Vj, expired"])
    expect(redactor.holdsSecret(reason)).toBe(false);
});

test("paths and words stay readable", async () => {
  const line = "see src/main/resources/mail/settings.example.yaml and AWS_SECRET_ACCESS_KEY";
  expect((await excerpt(`${line}\nSES_SMTP_PASS=${smtp}\n`))[0]).toBe(line);
});

test.each([
  "password: process.env.SES_PASS,",
  "PASSWORD = os.getenv('SES_PASS')",
  "'password' => env('SES_PASS'),",
])("code that asks for a password is none: %s", (line) => {
  expect(new Redactor([]).maskLine(line)).toBe(line);
});

test.each(["password: process.env.hunter2,", "password = env(hunter2", "password: xgetenv("])(
  "what only looks like such code is hidden: %s",
  (line) => {
    expect(new Redactor([]).maskLine(line)).toContain(MASK);
  },
);

test("a secret is found in any text that is about to be printed", async () => {
  const redactor = new Redactor(await sightings(`SES_SMTP_PASS=${smtp}\n`));
  expect(redactor.holdsSecret(`it is ${smtp}`)).toBe(true);
  expect(redactor.mask(`it is ${smtp}`)).toBe(`it is ${MASK}`);
  expect(redactor.holdsSecret("nothing")).toBe(false);
});

test("a path stays one that can be opened where a key is a name of the platform", async () => {
  const redactor = new Redactor(await sightings(`mule -M-Dsecure.key=${"mule"}soft\n`));
  expect(redactor.maskPath("mulesoft/global.xml")).toBe("mulesoft/global.xml");
  expect(redactor.mask("key mulesoft")).toBe(`key ${MASK}`);
  expect(redactor.mask("key=mulesoft. 'mulesoft'")).toBe(`key=${MASK}. '${MASK}'`);
  // An address without it would tell it, and be none.
  expect(redactor.mask("curl https://eu1.anypoint.mulesoft.com/x")).toBe(
    "curl https://eu1.anypoint.mulesoft.com/x",
  );
});

test.each([
  '<global-property name="smtp.password" value="$"/>',
  "<password>$</password>",
  '  const secret = process.env.X ?? "$"; // AWS_SECRET_ACCESS_KEY',
  '"AWS_SECRET_ACCESS_KEY", "$"',
])("what names a secret is shown beside it: %s", async (line) => {
  expect((await excerpt(`${line.replace("$", smtp)}\n`))[0]).toBe(line.replace("$", MASK));
});

test.each(["DB_PASSWORD=hunter2,$", "PASSWORDS=hunter2:$"])(
  "a part of the same value is hidden: %s",
  async (line) => {
    expect((await excerpt(`${line.replace("$", smtp)}\n`))[0]).not.toContain("hunter2");
  },
);

test("the password of a neighbour is hidden, and an id behind a secret is shown", async () => {
  for (const line of [
    'A=$;DB_PASSWORD="hunter2x"',
    'a=$,password="hunter2x"',
    "a=$;password: hunter2x",
    "a=$|pwd='hunter2x'",
    "f($);password = hunter2x",
  ])
    expect((await excerpt(`${line.replace("$", smtp)}\n`))[0]).not.toContain("hunter2x");
  expect((await excerpt(`a=${smtp};accessKeyId=${id};b=1\n`))[0]).toContain(id);
});

test.each([
  'pw = os.getenv("SES_PASS", "$")',
  "pw = os.environ['SES_PASS'] or '$'",
  "db_pw = process.env.SES_PASS || '$'",
  'pw = ENV["SES_PASS"] || "$"',
])("a lookup of a variable is shown: %s", async (line) => {
  expect((await excerpt(`${line.replace("$", smtp)}\n`))[0]).toBe(line.replace("$", MASK));
});

test("what is random is hidden beside a key, slashes in it or not, and paths are shown", () => {
  const many = Array.from({ length: 300 }, () => fake.bytes(30).toString("base64"));
  const redactor = new Redactor([]);
  expect(many.filter((value) => redactor.maskLine(`see ${value} there`).includes(value)).length).toBeLessThan(
    3,
  );
  for (const path of [
    "src/main/resources/META-INF",
    "node_modules/@aws-sdk/client-ses",
    "i18n/locales/de-DE/messages",
  ])
    expect(redactor.maskLine(`see ${path} there`)).toContain(path);
});
