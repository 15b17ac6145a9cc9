import type { Fake } from "../../detectors/fake.ts";
import { chosen, propertiesKey } from "./chosen.ts";
import { type Context, mark } from "./sample.ts";

const either = (fake: Fake) => mark(fake.int(2) === 0 ? fake.clientSecret() : chosen(fake));
const generated = (fake: Fake) => mark(fake.clientSecret());
const own = (fake: Fake) => mark(chosen(fake));
const token = (fake: Fake) => mark(fake.uuid());
const base64 = (text: string) => Buffer.from(text).toString("base64");
const shuffled = (fake: Fake, items: string[]) =>
  items
    .map((item) => [fake.int(1 << 20), item] as const)
    .sort(([a], [b]) => a - b)
    .map(([, item]) => item);

const deployment = (fake: Fake, children: string[]) => {
  const name = fake.pick([
    "cloudHubDeployment",
    "cloudhub2Deployment",
    "runtimeFabricDeployment",
    "armDeployment",
  ]);
  const all = shuffled(fake, [
    ...children,
    "<muleVersion>4.6.0</muleVersion>",
    "<environment>Dev</environment>",
  ]);
  return `<project>\n<artifactId>mule-maven-plugin</artifactId>\n<${name}>\n  ${all.join("\n  ")}\n</${name}>\n</project>\n`;
};
const server = (fake: Fake, id: string, user: string, password: string) =>
  `<server>\n  ${shuffled(fake, [`<id>${id}</id>`, `<username>${user}</username>`, `<password>${password}</password>`]).join("\n  ")}\n</server>\n`;
const pem = (fake: Fake) =>
  base64(
    [
      "-----BEGIN RSA PRIVATE",
      " KEY-----\n",
      fake.bytes(900).toString("base64"),
      "\n-----END RSA PRIVATE",
      " KEY-----\n",
    ].join(""),
  );
const activation = (fake: Fake) =>
  base64(`${fake.pick(["", "eu1.", "gov."])}anypoint.mulesoft.com:${fake.uuid()}`);

/** Places of Anypoint credentials in real repositories. */
export const anypointContexts: readonly Context[] = [
  [
    "Jenkinsfile",
    (f) =>
      `sh 'mvn deploy -DmuleDeploy -Danypoint.platform.client_id=${f.clientId()} -Danypoint.platform.client_secret=${either(f)} -Denv=dev'\n`,
  ],
  ["deploy.sh", (f) => `mvn deploy -DmuleDeploy -Dap.ca.client_secret=${generated(f)}\n`],
  ["deploy.bat", (f) => `set ANYPOINT_CLIENT_SECRET=${generated(f)}\r\nmvn deploy\r\n`],
  ["deploy.ps1", (f) => `$anypointPassword = ConvertTo-SecureString '${own(f)}' -AsPlainText -Force\n`],
  ["conf/wrapper.conf", (f) => `wrapper.java.additional.21=-Danypoint.platform.client_secret=${either(f)}\n`],
  [
    "src/main/resources/dev.yaml",
    (f) => `anypoint:\n  platform:\n    client_id: "${f.clientId()}"\n    client_secret: "${either(f)}"\n`,
  ],
  [
    "src/main/resources/dev.properties",
    (f) => `mq.client_id=${f.clientId()}\nmq.client_secret=${either(f)}\n`,
  ],
  [
    "pom.xml",
    (f) =>
      deployment(f, [
        `<connectedAppClientId>${f.clientId()}</connectedAppClientId>`,
        `<connectedAppClientSecret>${either(f)}</connectedAppClientSecret>`,
      ]),
  ],
  ["pom.xml", (f) => deployment(f, ["<username>jdoe</username>", `<password>${own(f)}</password>`])],
  ["pom.xml", (f) => deployment(f, [`<authToken>${token(f)}</authToken>`])],
  [
    "settings.xml",
    (f) => server(f, "anypoint-exchange-v3", "~~~Client~~~", `${f.clientId()}~?~${either(f)}`),
  ],
  ["settings.xml", (f) => server(f, "anypoint-exchange-v3", "~~~Token~~~", token(f))],
  [
    "settings.xml",
    (f) => server(f, f.pick(["anypoint-exchange-v2", "MuleRepository", "exchange"]), "jdoe", own(f)),
  ],
  [
    "src/main/mule/global.xml",
    (f) =>
      `<anypoint-mq:connection url="https://mq-us-east-1.anypoint.mulesoft.com/api/v1"\n  clientId="${f.clientId()}" clientSecret="${either(f)}"/>\n`,
  ],
  [
    "src/main/mule/http.xml",
    (f) => `<http:basic-authentication username="${f.clientId()}" password="${generated(f)}"/>\n`,
  ],
  [
    "src/main/mule/global.xml",
    (f) =>
      `<secure-properties:config name="Secure" doc:id="${f.uuid()}"\n  file="secure.yaml"\n  key="${mark(propertiesKey(f))}"/>\n`,
  ],
  [
    "src/main/mule/global.xml",
    (f) => `<global-property name="secure.key" value="${mark(propertiesKey(f))}"/>\n`,
  ],
  ["Dockerfile", (f) => `ENTRYPOINT ["mule", "-M-Dmule.key=${mark(propertiesKey(f))}"]\n`],
  [
    "notes.md",
    (f) =>
      `java -cp secure-properties-tool.jar com.mulesoft.tools.SecurePropertiesTool string encrypt AES CBC ${mark(propertiesKey(f))} "$VALUE"\n`,
  ],
  [
    "deploy.sh",
    (f) => `anypoint-cli-v4 account list --client_id ${f.clientId()} --client_secret ${either(f)}\n`,
  ],
  [
    "deploy.sh",
    (f) => `anypoint-cli --username jdoe --password=${own(f)} --environment Dev runtime-mgr list\n`,
  ],
  ["deploy.sh", (f) => `anypoint-cli-v4 conf client_secret ${either(f)}\n`],
  ["home/.anypoint/credentials", (f) => `{"default": {"username": "jdoe", "password": "${own(f)}"}}\n`],
  [
    ".mcp.json",
    (f) => `{"env": {"ANYPOINT_CLIENT_ID": "${f.clientId()}", "ANYPOINT_CLIENT_SECRET": "${either(f)}"}}\n`,
  ],
  [
    "main.tf",
    (f) =>
      `provider "anypoint" {\n  client_id     = "${f.clientId()}"\n  client_secret = "${either(f)}"\n}\n`,
  ],
  [
    "terraform.tfstate",
    (f) => `{"outputs": {"client_secret": {"value": "${generated(f)}", "type": "string"}}}\n`,
  ],
  ["secret.yaml", (f) => `kind: Secret\ndata:\n  client_secret: ${mark(base64(f.clientSecret()))}\n`],
  ["secret.yaml", (f) => `kind: Secret\ndata:\n  ANYPOINT_CLIENT_SECRET: ${mark(base64(`${chosen(f)}7`))}\n`],
  [
    "dev.postman_environment.json",
    (f) => `{"name": "anypoint", "values": [{"key": "client_secret", "value": "${either(f)}"}]}\n`,
  ],
  [
    "session.har",
    (f) =>
      `{"url": "https://anypoint.mulesoft.com/api", "headers": [{"name": "Authorization", "value": "bearer ${token(f)}"}]}\n`,
  ],
  [
    "recording.json",
    (f) => `{"body": "{\\"clientId\\":\\"${f.clientId()}\\",\\"clientSecret\\":\\"${generated(f)}\\"}"}\n`,
  ],
  [
    "call.sh",
    (f) =>
      `curl https://anypoint.mulesoft.com/accounts/api/v2/oauth2/token -d 'client_id=${f.clientId()}&client_secret=${either(f)}&grant_type=client_credentials'\n`,
  ],
  [
    "call.sh",
    (f) =>
      `curl https://anypoint.mulesoft.com/accounts/login -d '{"username": "jdoe", "password": "${own(f)}"}'\n`,
  ],
  [
    "call.http",
    (f) =>
      `GET https://api.acme.example/orders\nAuthorization: Basic ${mark(base64(`${f.clientId()}:${f.clientSecret()}`))}\n`,
  ],
  [
    "call.sh",
    (f) => `curl -H "Authorization: Bearer ${token(f)}" https://eu1.anypoint.mulesoft.com/accounts/api/me\n`,
  ],
  ["login.js", (f) => `const header = "bearer ${mark(f.anypointJwt())}";\n`],
  ["Dockerfile", (f) => `RUN ./amc_setup -H ${mark(`${f.uuid()}---${f.int(9_999_999)}`)} server-1\n`],
  ["README.md", (f) => `flexctl registration create gw --token=${token(f)} --organization=${f.uuid()}\n`],
  [
    "registration.yaml",
    (f) => `apiVersion: gateway.mulesoft.com/v1alpha1\nkind: Secret\nspec:\n  tls.key: ${mark(pem(f))}\n`,
  ],
  ["install.sh", (f) => `rtfctl install ${mark(activation(f))}\n`],
  [
    "values.yaml",
    (f) => `activationData: "${mark(activation(f))}"\nrtf_image_registry_password: ${own(f)}\n`,
  ],
  ["values.yaml", (f) => `muleLicense: ${mark(f.bytes(900).toString("base64"))}\n`],
  ["conf/mule-agent.yml", (f) => `keyStorePassword: ${own(f)}\nkeyStoreAliasPassword: "${own(f)}"\n`],
  ["notes.md", (f) => `Client Id:\n${f.clientId()}\n\nClient Secret:\n${generated(f)}\n`],
  ["notes.md", (f) => `- Anypoint user: jdoe\n- Anypoint password: ${mark(`${chosen(f)}7`)}\n`],
  ["client.py", (f) => `AnypointClient("${f.clientId()}", "${generated(f)}")\n`],
];
