import { keyIdFacts } from "../../detectors/aws-ses/account.ts";
import { oldSmtpPassword, REGIONS, smtpPasswords } from "../../detectors/aws-ses/smtpDerivation.ts";
import { correlate } from "../../detectors/correlate.ts";
import { detect } from "../../detectors/detect.ts";
import type { Match } from "../../detectors/detector.ts";
import { Fake } from "../../detectors/fake.ts";

const DOCUMENTED = ["wJalrXUtnFEMI", "/K7MDENG/bPxRfiCY", "EXAMPLEKEY"].join("");
const ACCOUNT_ID = ["AKIA", "RZPUZDIK", "ALJAZRNT"].join("");

/** What is found in the files of one change, those of each file in a list. */
function change(...files: string[]): Match[][] {
  return correlate(files.map((text) => detect(text)));
}

function facts(matches: readonly Match[] | undefined) {
  return matches?.map(({ detector, identifier, severity }) => [detector.id, identifier, severity]);
}

describe("The derivation of SMTP passwords", () => {
  // Values that AWS and others print for the documented key.
  test.each([
    ["us-east-1", ["BLBM/9hSUELfq8Gw+rU1Yc", "BjkOxGbhT2XG763xVLGWL9"]],
    ["us-west-2", ["BF2PynzbSCAjX08zhZZnP/", "kW+T9P5zs/1Er0pi5vTEmd"]],
    ["us-gov-west-1", ["BHW/eHvx1MM9YwW4wrJG6M", "GVQmLDCAM99G9YiSdGEIAw"]],
  ])("gives the published password for %s", (region, parts) => {
    const [only] = [...smtpPasswords(DOCUMENTED, [region])];
    expect(only?.password === parts.join("")).toBe(true);
  });

  test("gives the published password of the old scheme", () => {
    const expected = ["An60U4ZD3sd4fg+FvXUjay", "OipTt8LO4rUUmhpdX6ctDy"].join("");
    expect(oldSmtpPassword(DOCUMENTED) === expected).toBe(true);
  });
});

describe("The account in a key id", () => {
  test.each([
    [ACCOUNT_ID, "123456789012"],
    [["AKIA", "RTX3GSDS6", "IEET56C"].join(""), "111122223333"],
    [["AKIA", "QAAAAAAAB", "XO272BW"].join(""), "000000000000"],
    [["AKIA", "6RVFFB776", "P55V3T2"].join(""), "999999999999"],
    [["ASIA", "QNZGKIQY5", "AAAAAAA"].join(""), "029608264753"],
    [["AKIA", "777777777", "7777777"].join(""), undefined],
    [["AKIA", "IOSFODNN7", "EXAMPLE"].join(""), undefined],
    [["AKIA", "LALEMEL33", "243OLIB"].join(""), undefined],
  ])("of %s is %s", (id, account) => {
    expect(keyIdFacts(id).account).toBe(account);
  });

  test("is known when it is a canary's", () => {
    expect(keyIdFacts(["AKIA", "SP2TPHJS5", "NVIKWR7"].join("")).note).toMatch(/canary/);
  });
});

describe("A proof", () => {
  test("is tried for every partition, and for the newest regions", () => {
    const some = [
      "us-east-1",
      "mx-central-1",
      "ap-southeast-5",
      "us-gov-east-1",
      "cn-northwest-1",
      "eusc-de-east-1",
    ];
    expect(REGIONS).toEqual(expect.arrayContaining(some));
    expect(new Set(REGIONS).size).toBe(REGIONS.length);
  });

  test.each(REGIONS)("finds the secret behind a password for %s", (region) => {
    const fake = new Fake(3);
    const secret = fake.secretAccessKey();
    const [key, mail] = change(`${secret}\n`, `PASS=${fake.smtpPassword(secret, region)}\n`);
    expect(key).toMatchObject([{ confidence: "certain", severity: "critical" }]);
    expect(mail).toMatchObject([
      { confidence: "certain", severity: "critical", evidence: { region, provenBy: "hmac" } },
    ]);
    expect(key?.[0]?.credential).toBeDefined();
    expect(key?.[0]?.credential).toBe(mail?.[0]?.credential);
    expect(mail?.[0]?.credential).not.toContain(secret);
  });

  test("confirms a password of the old scheme, and says no region", () => {
    const fake = new Fake(4);
    const secret = fake.secretAccessKey();
    const [, mail] = change(`${secret}\n`, `x = ${fake.oldSmtpPassword(secret)}\n`);
    expect(mail).toMatchObject([{ detector: { id: "aws-ses-smtp-password-v2" }, confidence: "certain" }]);
    expect(mail?.[0]?.evidence).toEqual({ layout: "v2", provenBy: "hmac" });
  });

  test("gives both the id that stands beside one of them", () => {
    const fake = new Fake(5);
    const [id, secret] = [fake.accessKeyId(), fake.secretAccessKey()];
    const [a, b] = change(`k: ${id}\ns: ${secret}\n`, `${fake.smtpPassword(secret)}\n`);
    expect(facts(a)).toEqual([
      ["aws-access-key-id", id, "critical"],
      ["aws-secret-access-key", id, "critical"],
    ]);
    expect(facts(b)).toEqual([["aws-ses-smtp-password", id, "critical"]]);
    expect([...(a ?? []), ...(b ?? [])].map(({ credential }) => credential)).toEqual([id, id, id]);
  });

  test("keeps two credentials apart", () => {
    const fake = new Fake(6);
    const [one, two] = [fake.secretAccessKey(), fake.secretAccessKey()];
    const [keys, mails] = change(
      `${one}\n${two}\n`,
      `${fake.smtpPassword(two, "us-east-1")}\n${fake.smtpPassword(one, "us-east-2")}\n`,
    );
    const names = (matches: readonly Match[] | undefined) => matches?.map(({ credential }) => credential);
    expect(new Set(names(keys)).size).toBe(2);
    expect(names(mails)).toEqual(names(keys)?.toReversed());
    expect(mails?.map(({ evidence }) => evidence.region)).toEqual(["us-east-1", "us-east-2"]);
  });

  test("is not claimed for a password of another secret", () => {
    const fake = new Fake(7);
    const [key, mail] = change(`${fake.secretAccessKey()}\n`, `SMTP_PASSWORD=${fake.smtpPassword()}\n`);
    expect(key).toEqual([]);
    expect(mail?.[0]?.evidence.provenBy).toBeUndefined();
    expect(mail?.[0]?.severity).toBe("high");
  });
});

describe("A pair", () => {
  test("names id, account and severity", () => {
    const secret = new Fake(8).secretAccessKey();
    const [found] = change(`aws_access_key_id=${ACCOUNT_ID}\naws_secret_access_key=${secret}\n`);
    expect(found).toMatchObject([
      { severity: "critical", evidence: { account: "123456789012" } },
      { severity: "critical", confidence: "certain", identifier: ACCOUNT_ID, credential: ACCOUNT_ID },
    ]);
  });

  test("is made with the id on the same line, then with the one above", () => {
    const fake = new Fake(9);
    const [a, b, c, d] = [fake.accessKeyId(), fake.accessKeyId(), fake.accessKeyId(), fake.accessKeyId()];
    const text = [
      `one,${a},${fake.secretAccessKey()}`,
      `two,${b},${fake.secretAccessKey()}`,
      "",
      `id: ${c}`,
      `secret: ${fake.secretAccessKey()}`,
      "",
      `id: ${d}`,
      `secret: ${fake.secretAccessKey()}`,
    ].join("\n");
    const [found] = change(text);
    const secrets = found?.filter(({ detector }) => detector.id === "aws-secret-access-key");
    expect(secrets?.map(({ identifier }) => identifier)).toEqual([a, b, c, d]);
  });

  test.each([
    [
      "of the items of a list",
      (id: string, secret: string) => `- key: ${id}\n  secret: ${secret}\n`,
      (id: string, secret: string) => `- secret: ${secret}\n  key: ${id}\n`,
    ],
    ["of calls", ...Array(2).fill((id: string, secret: string) => `add("${secret}","${id}");`)],
    ["of lists", ...Array(2).fill((id: string, secret: string) => `- ${id}\n- ${secret}\n`)],
  ])("is made in each %s", (_, first, second) => {
    const fake = new Fake(9);
    const [a, b] = [fake.accessKeyId(), fake.accessKeyId()];
    const found = change(first(a, fake.secretAccessKey()) + second(b, fake.secretAccessKey()))[0];
    expect(
      found?.flatMap(({ detector, identifier }) => (detector.kind === "identifier" ? [] : [identifier])),
    ).toEqual([a, b]);
  });

  test("is made across files when there is no doubt", () => {
    const fake = new Fake(10);
    const [id, secret] = [fake.accessKeyId(), fake.secretAccessKey()];
    const [a, b] = change(`ID=${id}\n`, `${secret}\n`);
    expect(facts(a)).toEqual([["aws-access-key-id", id, "critical"]]);
    expect(facts(b)).toEqual([["aws-secret-access-key", id, "critical"]]);
  });

  test("names no id when two could be meant, and reports all of them", () => {
    const fake = new Fake(11);
    const [a, b, c] = [fake.accessKeyId(), fake.accessKeyId(), fake.secretAccessKey()];
    const [, , keys] = change(`ID=${a}\n`, `ID=${b}\n`, `${c}\n`);
    expect(facts(keys)).toEqual([["aws-secret-access-key", undefined, "critical"]]);
  });

  test.each([
    [
      "in one folder",
      "services/auth/id.txt",
      "services/mail/id.txt",
      "services/mail/key",
      "services/auth/key",
    ],
    ["with a word of their names in common", "dev.ids", "prod.ids", "secrets-prod", "secrets-dev"],
  ])("is made of those %s when there are several", (_, ...paths) => {
    const fake = new Fake(11);
    const [a, b, c, d] = [
      fake.accessKeyId(),
      fake.accessKeyId(),
      fake.secretAccessKey(),
      fake.secretAccessKey(),
    ];
    const files = [`ID=${a}\n`, `ID=${b}\n`, `${c}\n`, `${d}\n`];
    const [, , one, two] = correlate(
      files.map((text) => detect(text)),
      paths,
    );
    expect([one, two].map(facts)).toEqual([
      [["aws-secret-access-key", b, "critical"]],
      [["aws-secret-access-key", a, "critical"]],
    ]);
  });

  test("is not made with an id that is as near to another secret", () => {
    const fake = new Fake(11);
    const [a, b, c] = [fake.accessKeyId(), fake.secretAccessKey(), fake.secretAccessKey()];
    const files = [`ID=${a}\n`, `${b}\n`, `${c}\n`];
    const [, one, two] = correlate(
      files.map((text) => detect(text)),
      ["app/id", "app/one", "app/two"],
    );
    expect([one, two].flatMap(facts)).toEqual([
      ["aws-secret-access-key", undefined, "critical"],
      ["aws-secret-access-key", undefined, "critical"],
    ]);
  });

  test("is not made of an id and a crowd of random strings", () => {
    const fake = new Fake(12);
    const crowd = Array.from({ length: 40 }, () => fake.secretAccessKey()).join("\n");
    const [a, b] = change(`ID=${fake.accessKeyId()}\n`, `${crowd}\n`);
    expect(a).toMatchObject([{ severity: "medium" }]);
    expect(b).toEqual([]);
  });

  test("is made of an id and the nearest of several random strings, and of none where none is", () => {
    const fake = new Fake(12);
    const [id, own, ...others] = [fake.accessKeyId(), ...[1, 2, 3, 4].map(() => fake.secretAccessKey())];
    const paths = ["mail/id.txt", "mail/other.txt", "ci/a.txt", "ci/b.txt", "ci/c.txt"];
    const found = (...texts: string[]) =>
      correlate(
        texts.map((text, index) => detect(text, { path: paths[index] as string })),
        paths,
      ).map(facts);
    const [first, ...rest] = found(`ID=${id}\n`, `${own}\n`, ...others.map((text) => `${text}\n`));
    expect(first).toEqual([["aws-access-key-id", id, "critical"]]);
    expect(rest).toEqual([[["aws-secret-access-key", id, "critical"]], [], [], []]);
    const crowd = found(`ID=${id}\n`, `${[own, ...others].join("\n")}\n`);
    expect(crowd).toEqual([[["aws-access-key-id", id, "medium"]], []]);
  });

  test.each([
    ["a name of something else", "CLOUDFLARE_API_KEY: ", null],
    ["another one", '"cursor": "', null],
    ["the name of a function", "", "TestAnHTTPSKeyFetchIsNotRedirectedToHTTP"],
    ["one with a digit", "", "TestListObjectsV1MarkerWithXMLUnsafeKeys"],
  ])("is not made with a string in another file that is %s", (_, name, text) => {
    const fake = new Fake(12);
    const [, b] = change(`ID=${fake.accessKeyId()}\n`, `${name}${text ?? fake.secretAccessKey()}\n`);
    expect(b).toEqual([]);
  });

  test.each([
    "key: ",
    "encryption.key=",
    "SES_PASS=",
    "sk=",
    "credential: ",
    "value: ",
    "private_key = ",
    "host,pw\nmx,",
  ])("is made with one in another file that is called %s", (name) => {
    const fake = new Fake(12);
    const [, b] = change(`ID=${fake.accessKeyId()}\n`, `${name}${fake.secretAccessKey()}\n`);
    expect(b).toHaveLength(1);
  });

  test("is not made with an id out of a signed URL", () => {
    const fake = new Fake(13);
    const url = `https://b.test/?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${fake.accessKeyId()}/20250101/us-east-1/s3/aws4_request`;
    const [a, b] = change(url, `${fake.secretAccessKey()}\n`);
    expect(a).toMatchObject([{ severity: "low" }]);
    expect(b).toEqual([]);
  });

  test("lets an SMTP password know the only id of the change", () => {
    const fake = new Fake(14);
    const id = fake.accessKeyId();
    const [, mail] = change(`USER=${id}\n`, `PASS=${fake.smtpPassword()}\n`);
    expect(facts(mail)).toEqual([["aws-ses-smtp-password", id, "high"]]);
  });

  test("raises a session token that was alone in its file", () => {
    const fake = new Fake(15);
    const id = fake.accessKeyId("ASIA");
    expect(facts(change(fake.sessionToken())[0])).toEqual([["aws-session-token", undefined, "low"]]);
    const [, token] = change(`ID=${id}\n`, `${fake.sessionToken()}\n`);
    expect(facts(token)).toEqual([["aws-session-token", id, "high"]]);
  });
});

test("Passwords of one user are several secrets, those of one client id are one credential", () => {
  const fake = new Fake(17);
  const clientId = fake.clientId();
  const credentials = (line: (value: string) => string) =>
    change(line(fake.password()), line(fake.password())).map(([match]) => match?.credential);
  expect(credentials((value) => `ANYPOINT_USER=jdoe\nANYPOINT_PASSWORD=${value}\n`)).toEqual([
    undefined,
    undefined,
  ]);
  expect(credentials((value) => `ANYPOINT_CLIENT_ID=${clientId}\nANYPOINT_CLIENT_SECRET=${value}\n`)).toEqual(
    [clientId, clientId],
  );
});

describe("A client secret and a client id of Anypoint", () => {
  const fake = new Fake(23);
  const [id, other, secret, chosen] = [
    fake.clientId(),
    fake.clientId(),
    fake.clientSecret(),
    fake.password(),
  ];
  const found = (...files: [path: string, text: string][]) =>
    correlate(
      files.map(([path, text]) => detect(text, { path })),
      files.map(([path]) => path),
    ).flatMap((matches) => matches.map(({ value, identifier }) => [value, identifier]));

  test.each([
    [".env", `ANYPOINT_CLIENT_ID=${id}\n`],
    ["ids.properties", `anypoint.platform.client_id = ${id}\n`],
    ["pom.xml", `<connectedAppClientId>${id}</connectedAppClientId>\n`],
    ["deploy.sh", `mvn deploy -Danypoint.platform.client_id=${id}\n`],
    ["a.json", `{"key":"anypoint_client_id","value":"${id}"}\n`],
    ["k8s.yaml", `env:\n  - name: ANYPOINT_CLIENT_ID\n    value: ${id}\n`],
    ["anypoint/values.yaml", `clientId: "${id}"\n`],
    ["a.txt", Buffer.from(`{"anypoint": {"clientId": "${id}"}}`).toString("base64")],
  ])("are a pair across files: %s", (path, text) => {
    expect(found([path, text], ["x.yaml", `k: ${secret}\n`])).toEqual([[secret, id]]);
    expect(found(["x.env", `ANYPOINT_CLIENT_SECRET=${chosen}\n`], [path, text])).toEqual([[chosen, id]]);
  });

  test.each([
    ["an id alone", [["a.env", `ANYPOINT_CLIENT_ID=${id}\n`]], []],
    ["an id of something else", [["a.env", `BUILD_CLIENT_ID=${id}\n`]], [[secret, undefined]]],
    ["an id with no such name", [["a.env", `ANYPOINT_COMMIT=${id}\n# client_id\n`]], [[secret, undefined]]],
    [
      "a secret under the next name",
      [["a.env", `ANYPOINT_CLIENT_ID=\nX_SECRET=${id}\n`]],
      [[secret, undefined]],
    ],
    [
      "two ids",
      [
        ["a.env", `ANYPOINT_CLIENT_ID=${id}\n`],
        ["b.env", `ANYPOINT_CLIENT_ID=${other}\n`],
      ],
      [[secret, undefined]],
    ],
    [
      "two ids, one of the same stage",
      [
        ["dev.env", `ANYPOINT_CLIENT_ID=${other}\n`],
        ["test.env", `ANYPOINT_CLIENT_ID=${id}\n`],
      ],
      [[secret, id]],
    ],
    ...[`# anypoint\nOKTA_CLIENT_ID=${id}\n`, `mule:\n  salesforce:\n    client_id: ${id}\n`].map((text) => [
      "an id of another vendor",
      [["a.yaml", text]],
      [[secret, undefined]],
    ]),
    ...[
      `connect(clientId, "${id}")`,
      `auth=(config.get("client_id"), "${id}")`,
      `btoa(clientId + ":${id}")`,
      `btoa(\`\${clientId}:${id}\`)`,
      `curl -u $CLIENT_ID:${id}`,
    ].map((code) => ["a secret beside a variable", [["a.txt", `mule ${code}\n`]], [[secret, undefined]]]),
    ...[
      `setProperty("client_id", "${id}")`,
      `$config["client_id"] = "${id}";`,
      `\${CLIENT_ID:-${id}}`,
      `$env:CLIENT_ID = "${id}"`,
    ].map((code) => ["an id, given", [["a.txt", `mule ${code}\n`]], [[secret, id]]]),
    [
      "a sample id",
      [["a.env", `ANYPOINT_CLIENT_ID=${"0".repeat(12)}40008${"0".repeat(15)}\n`]],
      [[secret, undefined]],
    ],
    [
      "an id that is a secret elsewhere",
      [
        ["a.env", `ANYPOINT_CLIENT_ID=${id}\n`],
        ["b.env", `ANYPOINT_CLIENT_SECRET=${id}\n`],
      ],
      [
        [id, undefined],
        [secret, undefined],
      ],
    ],
    [
      "an id that has its secret",
      [["a.env", `ANYPOINT_CLIENT_ID=${id}\nANYPOINT_CLIENT_SECRET=${chosen}\n`]],
      [
        [chosen, id],
        [secret, undefined],
      ],
    ],
  ] as [string, [string, string][], [string, string | undefined][]][])("%s", (name, files, expected) => {
    const secrets: [string, string][] = name === "an id alone" ? [] : [["test.yaml", `k: ${secret}\n`]];
    expect(found(...files, ...secrets)).toEqual(expected);
  });

  test.each([
    `SESSION_TOKEN=${other}`,
    `"dbPassword": "${other}",`,
    `<property name="api.key" value="${other}"/>`,
    `<sessionToken>${other}</sessionToken>`,
  ])("a secret of another system beside it is not printed as its id: %s", (line) => {
    expect(found(["a.txt", `ANYPOINT_CLIENT_SECRET=${secret}\n${line}\n`])).toEqual([[secret, undefined]]);
    expect(found(["a.txt", `ID=${id}\n\nANYPOINT_CLIENT_SECRET=${secret}\n${line}\n`])).toEqual([
      [secret, id],
    ]);
    expect(found(["a.csv", `client_id,client_secret\n${id},${secret}\n`])).toEqual([[secret, id]]);
  });

  test("an encoded file with many ids is searched to its end", () => {
    const ids = Array.from({ length: 150 }, () => `anypoint client_id=${fake.clientId()}\n`).join("");
    const text = Buffer.from(`${ids}"x": "k\\u003d${secret}"\n`).toString("base64");
    expect(found(["a.txt", text]).map(([value]) => value)).toEqual([secret]);
  });

  test("are paired in no time where thousands of files have them", () => {
    const files = Array.from({ length: 2000 }, (_, n): [string, string][] => [
      [`src/app${n}/a.env`, `ANYPOINT_CLIENT_ID=${id}\n`],
      [`src/app${n}/b.env`, `x=${secret}\n`],
    ]).flat();
    const texts = files.map(([path, text]) => detect(text, { path }));
    const start = performance.now();
    const [, found] = correlate(
      texts,
      files.map(([path]) => path),
    );
    expect(performance.now() - start).toBeLessThan(3000);
    expect(found?.map(({ identifier }) => identifier)).toEqual([id]);
  });
});

describe("Without a partner", () => {
  test("40 random characters are dropped", () => {
    expect(change(`x ${new Fake(16).secretAccessKey()}\n`)).toEqual([[]]);
  });

  test("an id blocks when it is long-term and warns when it is temporary", () => {
    const fake = new Fake(17);
    const severities = (text: string) => change(text)[0]?.map(({ severity }) => severity);
    expect(severities(fake.accessKeyId())).toEqual(["medium"]);
    expect(severities(fake.accessKeyId("ASIA"))).toEqual(["low"]);
  });

  test("a secret that has its name in one file counts in the other", () => {
    const secret = new Fake(18).secretAccessKey();
    expect(change(`AWS_SECRET_ACCESS_KEY=${secret}\n`, `${secret}\n`).map(({ length }) => length)).toEqual([
      1, 1,
    ]);
  });

  test("nothing that follows from the documentation is found", () => {
    const derived = Array.from(smtpPasswords(DOCUMENTED), ({ password }) => `SMTP_PASSWORD=${password}`);
    const id = new Fake(19).accessKeyId();
    const [found] = change([`SMTP_USER=${id}`, `SECRET=${DOCUMENTED}`, ...derived].join("\n"));
    expect(facts(found)).toEqual([["aws-access-key-id", id, "medium"]]);
  });
});

test("A change with 5,000 candidates takes bounded work", () => {
  const fake = new Fake(20);
  const secrets = Array.from({ length: 5000 }, () => fake.secretAccessKey());
  const texts = [
    secrets.join("\n"),
    `SMTP_PASSWORD=${fake.smtpPassword(secrets[100])}\n${fake.accessKeyId()}\n`,
  ];
  const started = Date.now();
  const [keys] = change(...texts);
  expect(keys).toHaveLength(1);
  // 2,000 proofs take a second; a quadratic search would take minutes.
  expect(Date.now() - started).toBeLessThan(20_000);
});

describe("What a finding says of a credential", () => {
  const evidence = (text: string) => change(text)[0]?.map(({ evidence }) => evidence);

  test.each([
    ["the account and the generation", ACCOUNT_ID, { account: "123456789012", generation: "2" }],
    ["a canary", ["AKIA", "SP2TPHJS5", "NVIKWR7"].join(""), { canary: "thinkst" }],
    ["an old id", ["AKIA", "JP2TPHJS5", "NVIKWR7"].join(""), { generation: "1" }],
    [
      "an impossible id",
      ["AKIA", "7B2TPHJS5", "NVIKWR7"].join(""),
      { note: expect.stringMatching(/^not an id/) },
    ],
  ])("%s, by the id alone", (_, id, expected) => {
    expect(evidence(`user ${id}\n`)).toMatchObject([expected]);
  });

  test("the scheme of a password, and the region by its host", () => {
    const fake = new Fake(5);
    expect(evidence(`email-smtp.eu-north-1.amazonaws.com ${fake.smtpPassword()}`)).toMatchObject([
      { layout: "v4", region: "eu-north-1" },
    ]);
    expect(evidence(`SMTP_PASSWORD=${fake.oldSmtpPassword()}`)).toMatchObject([{ layout: "v2" }]);
  });

  test("that temporary keys have no SMTP passwords", () => {
    const fake = new Fake(6);
    const [, password] = evidence(`USER=${fake.accessKeyId("ASIA")}\nPASS=${fake.smtpPassword()}\n`) ?? [];
    expect(password?.note).toMatch(/^temporary keys/);
  });

  test("the region of a proof, on both halves", () => {
    const fake = new Fake(7);
    const secret = fake.secretAccessKey();
    const [key, mail] = change(`${secret}\n`, `${fake.smtpPassword(secret, "sa-east-1")}\n`);
    for (const found of [key, mail]) expect(found?.[0]?.evidence.region).toBe("sa-east-1");
  });
});

describe("The key of secure properties", () => {
  const config = (name: string) =>
    `<mule>\n<secure-properties:config name="s" file="a.yaml" key="\${${name}}"/>\n</mule>\n`;
  const word = `kestrel${new Fake(21).int(90) + 10}Harbour`;
  const found = (...files: [path: string, text: string][]) =>
    correlate(files.map(([path, text]) => detect(text, { path }))).map((matches) =>
      matches.map(({ value }) => value),
    );

  test.each([
    ["secure.key", "config.properties", `secure.key=${word}\n`],
    ["encryption.key", "src/main/resources/config.yaml", `encryption.key: "${word}"\n`],
    ["secure.key", "k8s/deploy.yaml", `env:\n  - name: SECURE_KEY\n    value: ${word}\n`],
    ["secure.key", "chart/values.yaml", `secureKey: ${word}\n`],
    ["secure.key", "deploy.json", `{"properties": {"secure.key": "${word}"}}\n`],
  ])("is what %s is set to in another file of the change", (name, path, text) => {
    expect(found(["src/main/mule/global.xml", config(name)], [path, text])).toEqual([[], [word]]);
    expect(found(["src/main/mule/global.xml", config("other.key")], [path, text])).toEqual([[], []]);
    expect(found([path, text])).toEqual([[]]);
  });

  test("takes nothing from a secret key whose id is in another file", () => {
    const fake = new Fake(22);
    const [id, secret] = [fake.accessKeyId(), fake.secretAccessKey()];
    expect(found(["mail.env", `SES_USER=${id}\n`], ["app.properties", `encryption.key=${secret}\n`])).toEqual(
      [[id], [secret]],
    );
  });
});
