import type { Examples } from "../examples.ts";
import type { Fake } from "../fake.ts";

/** Texts for `anypoint-secure-properties-key`. */
export function examples(fake: Fake): Examples {
  const secret = fake.password();
  const word = "abcdefghijklmnop";
  const sealed = fake.bytes(16).toString("base64");
  return {
    match: [
      { text: `wrapper.java.additional.14=-Dsecure.key=${secret}\n`, secret },
      { text: `<secure-properties:config name="s" file="s.yaml" key="${secret}">`, secret },
      { text: `<secure-properties:config name="s"\n    file="s.yaml"\n    key="${word}">`, secret: word },
      { text: `<secure-property-placeholder:config name="s" key="${secret}" location="s"/>`, secret },
      ...[
        ["Encryption", "Key", "123"],
        ["Mule", "Secret", "Key1"],
      ].map((parts) => {
        const made = parts.join("");
        return { text: `<secure-properties:config name="s" file="s.yaml" key="${made}"/>`, secret: made };
      }),
      { text: `mule -M-Dsecure.key=${secret}\n`, secret },
      { text: `mvn clean package -Dmule.key=${word}`, secret: word },
      { text: `<mule>\n<global-property name="secure.key" value="${secret}" />`, secret },
      {
        text: `<global-property name="runtime.code" value="${secret}"/><secure-properties:config key="\${runtime.code}" file="x"/>`,
        secret,
      },
      { text: `<global-property value="${secret}" name="enc.key"/>`, secret },
      { text: `secure.key ${secret}\n`, secret, path: "mule.properties" },
      { text: `FROM mule\nENV encryption_key=${secret}\n`, secret },
      {
        text: `java -cp secure-properties-tool.jar com.mulesoft.tools.SecurePropertiesTool string encrypt AES CBC ${secret} "value"`,
        secret,
      },
      { text: `java -jar gateway-encryption-tool.jar property encrypt ${secret} value`, secret },
      { text: `mule {\n  cryptoKey '${secret}'\n}\n`, secret, path: "build.gradle" },
      { text: `secure.key=${secret}\ndb.password=![${sealed}]\n`, secret, path: "dev.properties" },
      { text: `db.password=![${sealed}]\nencryption.key: ${secret}\n`, secret, path: "dev.properties" },
      ...["prod", "db", "app.secret"].map((name) => ({
        text: `mvn deploy -DmuleDeploy -D${name}.key=${secret}\n`,
        secret,
      })),
      { text: `SECURE_PROPERTIES_KEY=${secret}\n`, secret },
      { text: `Secure properties key (dev): \`${secret}\`\n`, secret, path: "README.md" },
    ],
    noMatch: [
      { text: `<secure-properties:config file="s.yaml" key="#[p('secure::key')]">`, because: "a reference" },
      {
        text: `<secure-properties:config file="s.yaml" key="${["my", "key"].join("")}">`,
        because: "a placeholder",
      },
      {
        text: `<secure-properties:config name="s" file="s.yaml" key="\${mule.key}">`,
        because: "a reference",
      },
      { text: `mule -M-Dsecure.key=$secure_key`, because: "a reference" },
      { text: `mule -M-Dsecure.key=<your-aes-key>`, because: "a placeholder" },
      { text: `mule.password: "![bm90IGEgc2VjcmV0]"`, because: "an encrypted value" },
      {
        text: `open({ name: "mule", encryptionKey: "${secret}" })`,
        path: "a.js",
        because: "a program's own key",
      },
      { text: `encryption.key=${secret}`, because: "nothing says that it is Mule's" },
      {
        text: `encryption.key=${secret}\n![${sealed}](x.png)\n`,
        path: "README.md",
        because: "an image, and nothing that says that it is Mule's",
      },
      {
        text: "The secure properties key is base64 and has 16 bytes.\n",
        path: "README.md",
        because: "it says what it is like",
      },
      ...["env", "app", "sort"].map((name) => ({
        text: `mvn deploy -DmuleDeploy -D${name}.key=${secret}\n`,
        because: "a property that says where something is",
      })),
      {
        text: `mule -M-Dsecure.key=${["MyEncryption", "Key1"].join("")}`,
        path: "README.md",
        because: "MuleSoft's sample key",
      },
      {
        text: `<mule><global-property name="maps.api.key" value="${secret}"/>`,
        because: "it encrypts nothing",
      },
    ],
  };
}
