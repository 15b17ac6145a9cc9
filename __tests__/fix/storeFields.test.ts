import { detectors } from "../../detectors/index.ts";
import { stores } from "../../src/explain/choices.ts";
import type { Explanation } from "../../src/explain/explanation.ts";
import { explanations } from "../../src/explain/explanations.ts";
import { makePage } from "../../src/explain/page.ts";
import { storedOf } from "../../src/explain/pairs.ts";
import type { Moved } from "../../src/fix/plan.ts";
import { storeSecrets } from "../../src/fix/storeFields.ts";
import { finding } from "../report/samples.ts";

const CLIENT = "the-client-id";

function moved(detector: string, variable: string, identifier: string | null): Moved {
  const { family, kind } = detectors.find(({ id }) => id === detector) as (typeof detectors)[number];
  return { finding: finding({ detector, family, kind, identifier }), variable, note: undefined };
}

describe.each(detectors.map((detector) => ({ id: detector.id, detector })))("$id", ({ id, detector }) => {
  const [secret] = storeSecrets([moved(id, "TF_VAR_NAMED_BY_A_FILE", CLIENT)]);
  const stored = secret?.fields.map(([field]) => field) ?? [];

  test.each(stores)("what fix stores is what explain reads from %s", (store) => {
    const { sections, snippets } = makePage(detector, explanations[id] as Explanation, { store });
    const blocks = sections.flatMap(({ blocks }) => blocks);
    const said = blocks.flatMap((block) =>
      block.kind === "code" && block.language === "sh" ? block.code : block.kind === "text" ? block.text : [],
    );
    const { fields, variables } = storedOf(detector);
    for (const name of store === "env" ? variables : [...stored, secret?.name])
      expect(said.join("\n")).toContain(store === "conjur" ? encodeURIComponent(`${name}`) : name);
    expect([...stored, ...(secret?.missing ?? [])].sort()).toEqual([...fields].sort());
    expect(secret?.more).toEqual([]);
    expect(secret?.detector).toBe(id);
    // A value that belongs to no pair is read in the place of one: the page says so.
    const names = store === "env" ? variables : fields;
    if (fields.length === 1) expect(said.join("\n")).toContain(`let them read ${names} in their place`);
    else for (const { code } of snippets) for (const name of names) expect(code).toContain(name);
  });
});

test.each([
  [
    "a key and its id",
    [moved("aws-access-key-id", "A", "ID"), moved("aws-secret-access-key", "TF_VAR_s", "ID")],
    [["aws/iam", { access_key_id: "e.A", secret_access_key: "e.TF_VAR_s" }]],
  ],
  [
    "an id is half of all that go with it",
    [
      moved("aws-access-key-id", "A", "ID"),
      moved("aws-secret-access-key", "B", "ID"),
      moved("aws-ses-smtp-password", "C", "ID"),
    ],
    [
      ["aws/iam", { access_key_id: "e.A", secret_access_key: "e.B" }],
      ["mail/ses", { username: "e.A", password: "e.C" }],
    ],
  ],
  [
    "an id of another key is not the user name",
    [moved("aws-access-key-id", "A", "OTHER"), moved("aws-ses-smtp-password", "B", "ID")],
    [
      ["mail/ses", { username: "'ID'", password: "e.B" }],
      ["aws/iam", { access_key_id: "e.A" }],
    ],
  ],
  [
    "two of a kind keep their own names",
    [
      moved("anypoint-client-secret", "D", "dev"),
      moved("anypoint-maven-connected-app", "P", "prod"),
      moved("anypoint-secure-properties-key", "K", null),
    ],
    [["anypoint/ci", { client_id: "'dev'", client_secret: "e.D", p: "e.P", mule_key: "e.K" }]],
  ],
  [
    "no identifier with quotes goes into a command, and nothing encoded for the plain value",
    [moved("aws-ses-smtp-password", "SES_SMTP_PASSWORD_ENCODED", `x'"$(id)`)],
    [["mail/ses", { ses_smtp_password_encoded: "e.SES_SMTP_PASSWORD_ENCODED" }]],
  ],
])("%s", (_, all, expected) => {
  const secrets = storeSecrets(all);
  expect(secrets.map(({ name, fields }) => [name, Object.fromEntries(fields)])).toEqual(expected);
});

test("what is read and did not move is named", () => {
  const [secret] = storeSecrets([
    moved("aws-ses-smtp-password", "P", null),
    moved("aws-ses-smtp-password", "Q", null),
  ]);
  expect(secret).toMatchObject({ missing: ["username"], more: ["q"] });
});
