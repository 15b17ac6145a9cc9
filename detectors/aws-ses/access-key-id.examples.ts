import type { Examples } from "../examples.ts";
import type { Fake } from "../fake.ts";

/** Texts for `aws-access-key-id`. */
export function examples(fake: Fake): Examples {
  const id = fake.accessKeyId();
  const temporary = fake.accessKeyId("ASIA");
  const encoded = Buffer.from(id).toString("base64");
  const cut = `"${id.slice(0, 10)}" + "${id.slice(10)}"`;
  return {
    match: [
      { text: `aws_access_key_id = ${id}\n`, secret: id, identifier: id },
      { text: `export AWS_ACCESS_KEY_ID=${temporary}\n`, secret: temporary, identifier: temporary },
      { text: `https://b.s3.amazonaws.com/x?AWSAccessKeyId=${id}&Signature=a%3D&Expires=1`, secret: id },
      { text: `{"accessKeyId":"${id}"}`, secret: id },
      { text: `curl -u${id}:$PASSWORD smtps://email-smtp.eu-west-1.amazonaws.com`, secret: id },
      { text: `"User name\\n${id}\\n"`, secret: id },
      { text: `\u001b[32m${id}\u001b[0m`, secret: id },
      { text: `id: ${encoded}`, secret: encoded, identifier: id },
      { text: `new C(${cut}, "${fake.secretAccessKey()}")`, secret: cut.slice(1, -1) },
      { text: id, secret: id },
    ],
    noMatch: [
      { text: ["AKIA", "IOSFODNN7", "EXAMPLE"].join(""), because: "AWS prints it in its documentation" },
      { text: ["AKIA", "I44QH8DHB", "EXAMPLE"].join(""), because: "AWS prints it in its documentation" },
      {
        text: `X-Amz-Credential=${["AKIA", "32P3D2JDNM", "VAJLGF"].join("")}%2F20190814%2Fus-west-2%2Fs3`,
        because: "the AWS CLI's examples print it in a signed URL",
      },
      { text: id.replace("AKIA", "AIDA"), because: "it names a user" },
      { text: id.replace("AKIA", "AROA"), because: "it names a role" },
      { text: `const id = ${cut};`, because: "it is cut in two, and its secret is not there" },
      { text: `${id}A`, because: "it is longer" },
      { text: id.slice(0, 19), because: "it is shorter" },
      { text: `${id.slice(0, 19)}1`, because: "base32 has no 1" },
      { text: `AKIA${"X".repeat(16)}`, because: "it is a stand-in" },
      { text: `AKIA${"TEST".repeat(4)}`, because: "it is a stand-in" },
      { text: `AKIA${"ABCDEFGHIJKLMNOP"}`, because: "it is a stand-in" },
      { text: `x${id}`, because: "it is part of a word" },
      { text: `${fake.bytes(48).toString("base64")}/${id}`, because: "it is part of a run of base64" },
    ],
  };
}
