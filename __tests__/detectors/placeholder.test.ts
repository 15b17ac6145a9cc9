import { Fake } from "../../detectors/fake.ts";
import { isMadeUp } from "../../detectors/madeUp.ts";
import { isPlaceholder, isReference, isSentence } from "../../detectors/placeholder.ts";

const fake = new Fake(3);

describe("a reference", () => {
  test.each([
    ["shell", "$CLIENT_SECRET"],
    ["shell in braces", "${CLIENT_SECRET}"],
    ["shell command", "$(vault read x)"],
    ["batch", "%CLIENT_SECRET%"],
    ["batch, delayed", "!CLIENT_SECRET!"],
    ["PowerShell", "$env:CLIENT_SECRET"],
    ["Maven", "${env.CLIENT_SECRET}"],
    ["Maven filter", "@client.secret@"],
    ["Mule secure property", "${secure::client.secret}"],
    ["DataWeave", "#[attributes.headers['client_secret']]"],
    ["DataWeave p()", "p('secure::client.secret')"],
    ["Mule::p", "Mule::p('client.secret')"],
    ["GitHub", "${{ secrets.CLIENT_SECRET }}"],
    ["Helm", "{{ .Values.clientSecret }}"],
    ["Postman", "{{client_secret}}"],
    ["Karate", "#(clientSecret)"],
    ["Puppet's Hiera", "%{lookup('anypoint::secret')}"],
    ["Go, by position", "%[2]q"],
    ["Azure Pipelines", "$(clientSecret)"],
    ["Azure Pipelines, runtime", "$[variables.clientSecret]"],
    ["Azure App Service", "@Microsoft.KeyVault(SecretUri=x)"],
    ["Jenkins", "credentials('client-secret')"],
    ["Terraform", "var.client_secret"],
    ["CloudFormation", "!Ref ClientSecret"],
    ["SSM", "ssm:/anypoint/secret"],
    ["1Password", "op://vault/item/field"],
    ["Vault", "vault:secret/data/x#y"],
    ["Node", "process.env.CLIENT_SECRET"],
    ["Python", "os.environ['CLIENT_SECRET']"],
    ["Java", "System.getenv(x)"],
    ["a call", "environment.getClientSecret()"],
    ["a call, cut at a blank", "config.read(path,"],
    ["a call with more calls", "read('x').trim()"],
    ["a call of a static method", "Config::get('x')"],
    ["a file", "/run/secrets/client_secret"],
    ["a template", "__CLIENT_SECRET__"],
    ["printf", "%s"],
    ["format", "{client_secret}"],
    ["SQL", ":client_secret"],
    ["a YAML alias", "*secret"],
    ["DataWeave, cut at a quote", "#[p("],
    ["a template, cut at a blank", "abc${make(x,"],
    ["Mule, encrypted", "![bm90IGEgc2VjcmV0]"],
    ["Maven, encrypted", "{bm90IGEgc2VjcmV0IGF0IGFsbA==}"],
    ["Maven, encrypted, with a note", "old {bm90IGEgc2VjcmV0IGF0IGFsbA==}"],
    ["SOPS", "ENC[AES256_GCM,data:x,iv:y]"],
    ["Jasypt", "ENC(abcdef)"],
    ["Ansible", "$ANSIBLE_VAULT;1.1;AES256"],
    ["Ansible tag", "!vault"],
    ["bcrypt", "$2b$10$abcdefgh"],
    ["Doppler", "doppler:ANYPOINT_PASSWORD"],
  ])("of %s is one", (_, value) => {
    expect(isReference(value)).toBe(true);
  });

  test.each([
    ["a password", fake.password()],
    ["a password that starts like a variable", "$ecret!2031"],
    ["a client secret", fake.clientSecret()],
    ["base64", fake.bytes(30).toString("base64")],
    ["a word", "mulesoft"],
    ["a password with a bracket", "Planet(~@=332"],
    ["a word that starts like one", "environment-Rotterdam-1"],
  ])("is not what %s is", (_, value) => {
    expect(isReference(value)).toBe(false);
  });
});

describe("a placeholder", () => {
  test.each([
    "<your-key>",
    "[CLIENT SECRET]",
    "YOUR_CLIENT_SECRET",
    "your-client-secret",
    "yourSecret",
    "insert-secret-here",
    "CHANGEME",
    "changeme123",
    "CHANGE-ME-NOW",
    "changeit",
    "replace_with_secret",
    "replaceMe",
    "enterSecretHere",
    "yourKeyHere",
    "xxxx",
    "XXXXXXXXXXXX",
    "abcdxxxxxxxx",
    "****",
    "***masked***",
    "...",
    "--",
    "null",
    "REDACTED",
    "clientSecret",
    "my-client-secret",
    "myClientSecret1",
    "the_client_secret",
    "testPassword1",
    "dummy",
    "anypoint-password",
    "TBD",
    "TODO",
    "mysecret",
    "yourpassword",
    "example-secret",
    "todo\\n",
    "changeme\\r\\n",
    "unset",
    "MISSING",
    "to-be-set",
    "SET_IN_CI",
    "setInPipeline",
    "injected-at-deploy",
    "provided_by_ci",
    "managed-by-terraform",
    "fromKeyVault",
    "in-aws-secrets-manager",
    "sua_senha_aqui",
    "tu-contraseña",
    "dein_passwort",
    "uw-wachtwoord",
    "add_me",
    "UPDATE-THIS",
    "type-password-here",
    "topsecret",
    "nopassword",
  ])("can be %s", (value) => {
    expect(isPlaceholder(value)).toBe(true);
  });

  test.each([
    "mulesoft",
    "mule",
    "abcdefghijklmnop",
    "MyEncKey12345678",
    "Summer2031x",
    "hunter2",
    "correct horse battery",
    "P@ssw0rd!",
    "Acme-prod-2031",
    "qwertz",
    "Enterprise2031",
    "putter99",
    "changeling",
    "password1",
    "secret123",
    "Password2031!",
    "Kestrel4711\\n",
    "Initial1",
    "set-in-stone-4711",
    "not-in-my-house-4711",
    "Better-not-the-moon",
    "whiskey-here-42",
    "set-in-stone-42",
    "in-secret-garden-7",
    "in-vino-veritas",
    "wish-you-were-here",
    "geheim123",
    "Contrase\u00f1a12",
    "Kennwort1",
    "topsecret99",
    "senha2031",
    "topsecret-4711",
    "Update-2031",
    "from-dusk-till-dawn",
    "team:Harbor_Kite",
  ])("is not what people choose: %s", (value) => {
    expect(isPlaceholder(value)).toBe(false);
  });

  test("is no secret that was generated", () => {
    for (let i = 0; i < 500; i++) expect(isPlaceholder(fake.clientSecret())).toBe(false);
  });
});

describe("a sentence", () => {
  test.each(["Client secret of the app", "Enter your password", "Mot de passe", "Contraseña"])(
    "is said to the reader: %s",
    (value) => {
      expect(isSentence(`${value} x`)).toBe(true);
    },
  );

  test.each(["correct horse battery staple", "Maple rocket 95", "Summer2031x"])("is no %s", (value) => {
    expect(isSentence(value)).toBe(false);
  });
});

describe("a made-up token", () => {
  test.each([
    ["a sequence", "ABCDEFGHIJKLMNOP"],
    ["one character", "AAAAAAAAAAAAAAAA"],
    ["a repeated unit", "AB12AB12AB12AB12"],
    ["the word for it", ["QRST", "EXAMPLE", "9Z"].join("")],
  ])("shows by %s", (_, token) => {
    expect(isMadeUp(token)).toBe(true);
  });

  test.each([
    ["counts in short sequences", "abcd1234ABCD5678efgh9012EFGH3456ijkl7890"],
    ["counts in between", "A1B2C3D4E5F6G7H8"],
    ["begins as in documentation", ["wJalrXUtnFEMI/K7MDENG/bPxRfiCY", "TESTKEY123"].join("")],
    ["is the keyboard", "QWERTYUIOPASDFGH"],
  ])("is not what somebody types to try keylatch, and %s", (_, token) => {
    expect(isMadeUp(token)).toBe(false);
  });

  test("is not what random ones look like", () => {
    for (let i = 0; i < 5000; i++) {
      expect(isMadeUp(fake.secretAccessKey())).toBe(false);
      expect(isMadeUp(fake.accessKeyId().slice(4))).toBe(false);
    }
  });
});
