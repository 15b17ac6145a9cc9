import type { Examples } from "../examples.ts";
import type { Fake } from "../fake.ts";

/** Texts for `anypoint-platform-password`. */
export function examples(fake: Fake): Examples {
  const secret = fake.password();
  const dollar = `$ecret${fake.int(9000) + 1000}`;
  return {
    match: [
      {
        text: `mulesoft:\n  auth:\n    username: jdoe\n    password: ${secret}\n`,
        secret,
        identifier: "jdoe",
      },
      {
        text: `mvn deploy -Danypoint.username=jdoe -Danypoint.password=${secret}\n`,
        secret,
        identifier: "jdoe",
      },
      { text: `mvn deploy -DmuleDeploy -Dusername=jdoe -Dpassword=${secret}\n`, secret, identifier: "jdoe" },
      { text: `{"anypoint":{"username":"jdoe","password":"${secret}"}}`, secret, identifier: "jdoe" },
      { text: `const anypoint = { username: "jdoe", password: "${secret}" };`, secret, identifier: "jdoe" },
      { text: `anypoint: {username: jdoe, password: "${secret}"}\n`, secret, identifier: "jdoe" },
      {
        text: `<cloudHubDeployment>\n  <uri>https://anypoint.mulesoft.com</uri>\n  <username>jdoe</username><password>${secret}</password>\n</cloudHubDeployment>`,
        secret,
        identifier: "jdoe",
      },
      ...["Admin", "Password", "Test"].map((word) => ({
        text: `mvn deploy -DmuleDeploy -Danypoint.password=${word}@123\n`,
        secret: `${word}@123`,
      })),
      { text: `ANYPOINT_USERNAME=jdoe\nANYPOINT_PASSWORD=${secret}\n`, secret, identifier: "jdoe" },
      { text: `ANYPOINT_USER=jdoe\nANYPOINT_PW=${secret}\n`, secret, identifier: "jdoe" },
      { text: `MULE_USER=jdoe\nMULE_PASSWORD=${secret}\n`, secret, identifier: "jdoe" },
      { text: `anypoint:\n  user: jdoe\n  pw: ${secret}\n`, secret, identifier: "jdoe" },
      {
        text: `<server>\n  <id>anypoint-exchange-v3</id>\n  <username>jdoe</username>\n  <password>${secret}</password>\n</server>\n`,
        secret,
        identifier: "jdoe",
        path: "settings.xml",
      },
      {
        text: `<server><id>MuleRepository</id><password>${secret}</password><username>acme</username></server>`,
        secret,
        identifier: "acme",
      },
      {
        text: `<plugin>mule-maven-plugin\n<cloudHubDeployment>\n  <username>jdoe</username>\n  <password>${secret}</password>\n</cloudHubDeployment>`,
        secret,
        identifier: "jdoe",
        path: "pom.xml",
      },
      {
        text: `curl https://anypoint.mulesoft.com/accounts/login -d '{"username": "jdoe", "password": "${secret}"}'`,
        secret,
        identifier: "jdoe",
      },
      {
        text: `{"default":{"username":"jdoe","password":"${secret}"}}`,
        secret,
        path: "home/.anypoint/credentials",
      },
      {
        text: `anypoint-cli-v4 account user list --username jdoe --password ${secret}`,
        secret,
        identifier: "jdoe",
      },
      {
        text: `{"ci":{"username":"jdoe","password":"${secret}","organization":"Acme"}}`,
        secret,
        identifier: "jdoe",
        path: "docker/credentials",
      },
      {
        text: `maven {\n  url "https://maven.anypoint.mulesoft.com/api/v3/maven"\n  credentials {\n    username "jdoe"\n    password "${secret}"\n  }\n}\n`,
        secret,
        identifier: "jdoe",
        path: "build.gradle",
      },
      { text: `machine maven.anypoint.mulesoft.com login jdoe password ${secret}\n`, secret, path: ".netrc" },
      { text: `https://jdoe:${secret}@maven.anypoint.mulesoft.com/api/v3\n`, secret, identifier: "jdoe" },
      {
        text: `<server><id>ee</id><username>jdoe</username><password>${secret}</password></server>\n<mirror><id>ee</id><url>https://repository-master.mulesoft.org/nexus</url></mirror>`,
        secret,
        identifier: "jdoe",
      },
      ...[
        `requests.get("https://anypoint.mulesoft.com/x", auth=("jdoe", "${secret}"))`,
        `URL = "https://eu1.anypoint.mulesoft.com"\nrequests.get(URL, auth=HTTPBasicAuth('jdoe', '${secret}'))`,
        `s.auth = ("jdoe", "${secret}")\ns.get("https://maven.anypoint.mulesoft.com/api/v3")`,
        `axios.get("https://anypoint.mulesoft.com/x", { auth: { username: "jdoe", password: "${secret}" } });`,
        `given().baseUri("https://anypoint.mulesoft.com").auth().basic("jdoe", "${secret}");`,
        `c.BaseAddress = "https://anypoint.mulesoft.com";\nc.Credentials = new NetworkCredential("jdoe", "${secret}");`,
        `$url = "https://anypoint.mulesoft.com/x";\ncurl_setopt($ch, CURLOPT_USERPWD, "jdoe:${secret}");`,
      ].map((text) => ({ text, secret, identifier: "jdoe" })),
      { text: `anypoint-cli-v4 secrets-mgr keystore create --store-passphrase ${secret} ks`, secret },
      ...["Anypoint Platform login:\n", "**Anypoint Platform**\n\n", "anypoint credentials\n"].flatMap(
        (title) => [
          {
            text: `Servers\n\n${title}username: jdoe\npassword: ${secret}\n`,
            secret,
            identifier: "jdoe",
            path: "a.txt",
          },
          { text: `${title}- User: jdoe\n- PW: ${secret}\n`, secret, identifier: "jdoe", path: "a.md" },
          { text: `${title}- User: jdoe\n- Pass: ${secret}\n`, secret, identifier: "jdoe", path: "a.md" },
          { text: `${title}Username:\njdoe\nPassword:\n${secret}\n`, secret, path: "a.md" },
        ],
      ),
      ...["$MVN_OPTS", "${MVN_OPTS}"].map((use) => ({
        text: `MVN_OPTS="-Dusername=jdoe -Dpassword=${secret}"\nmvn deploy \\\n  -DmuleDeploy ${use}\n`,
        secret,
        identifier: "jdoe",
      })),
      ...(
        [
          ["d.sh", "mvn deploy -Danypoint.password='", "'\n"],
          ["pom.xml", "<anypoint.password>", "</anypoint.password>"],
          ["a.json", '{"anypoint":{"username":"jdoe","password":"', '"}}'],
        ] as const
      ).map(([path, before, after]) => ({ text: `${before}${dollar}${after}`, secret: dollar, path })),
      ...[">", "`", "<"].map((sign) => ({
        text: `ANYPOINT_PASSWORD=${secret}${sign}${secret}\n`,
        secret: `${secret}${sign}${secret}`,
        path: ".env",
      })),
    ],
    noMatch: [
      { text: "anypoint.map(({user:a,password:r,span:s})=>a)", because: "a pattern in minified code" },
      {
        text: 'yield{user:a,password:r,span:s,isApp:b1.test(a)||c.test(s)}}}var x="mulesoft.com/accounts/login"',
        because: "an object in minified code",
      },
      { text: "$anypointPassword = Read-Host 'Anypoint password'", path: "a.ps1", because: "asked for" },
      { text: "set /p ANYPOINT_PASSWORD=Enter the Anypoint password: ", path: "a.bat", because: "asked for" },
      { text: "-Danypoint.password=${env.ANYPOINT_PASSWORD}", because: "a reference" },
      { text: "-Danypoint.password=$ANYPOINT_PASSWORD", because: "a reference" },
      ...[`"${dollar}"`, dollar, "'$password'", "'$PASSWORD2024'"].map((value) => ({
        text: `mvn deploy -Danypoint.password=${value}\n`,
        path: "d.sh",
        because: "a reference",
      })),
      {
        text: `Anypoint Platform and its database:\nusername: root\npassword: ${secret}\n`,
        path: "a.txt",
        because: "a password of something else",
      },
      {
        text: `MVN_OPTS="-Dusername=jdoe -Dpassword=${secret}"\nmvn test $MVN_OPTS\nmvn deploy -DmuleDeploy\n`,
        because: "of another command",
      },
      {
        text: JSON.stringify({
          readme: `x\n| [\`anypoint-platform-password\`](docs/x.md) | Anypoint Platform user password | high |\n| [\`x\`](docs/y.md) |\n`,
        }),
        path: "package.json",
        because: "a table of kinds of keys",
      },
      { text: "-Danypoint.password=%ANYPOINT_PASSWORD%", because: "a reference" },
      { text: "ANYPOINT_PASSWORD=your-password", because: "a placeholder" },
      {
        text: "<server><id>anypoint-exchange</id><username>jdoe</username><password>{l9vZ2uM5qwErTyUiOpAsDf==}</password></server>",
        because: "Maven has encrypted it",
      },
      { text: "anypoint.password=![bm90IGEgc2VjcmV0]", because: "Mule has encrypted it" },
      {
        text: `curl -u ${fake.clientId()}:${secret} https://anypoint.mulesoft.com/accounts/api/me`,
        because: "a connected app's secret",
      },
      ...[
        `mule db.password=${secret}`,
        `MULE_DB_PASSWORD=${secret}`,
        `EMULE_PASSWORD=${secret} # mule`,
        `db:\n  mule_password: ${secret}\n`,
      ].map((text) => ({ text, because: "a password of something else" })),
      ...[
        `get("https://jira.example.org", auth=("jdoe", "${secret}"))\nget("https://anypoint.mulesoft.com")`,
        `// https://docs.mulesoft.com/general\nx.Credentials = new NetworkCredential("jdoe", "${secret}");`,
        `get("https://anypoint.mulesoft.com", { proxy: { auth: { password: "${secret}" } } });`,
        `get("https://anypoint.mulesoft.com", db={"password": "${secret}"})`,
      ].map((text) => ({ text, because: "a password of something else" })),
      ...[`("user", "pass")`, `(USER, "token")`, `("username", "your-password")`, `("user", "\${PW}")`].map(
        (pair) => ({
          text: `requests.get("https://anypoint.mulesoft.com/x", auth=${pair})`,
          because: "a placeholder",
        }),
      ),
      {
        text: `const anypoint = { url: "https://pw.example.org/${secret}", spw: "${secret}" };`,
        because: "no name of a password",
      },
      { text: `<server><id>nexus</id><password>${secret}</password></server>`, because: "another server's" },
    ],
  };
}
