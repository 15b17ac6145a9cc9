import { createHmac } from "node:crypto";

/**
 * Makes secrets with the structure of real ones, always the same for the same seed, so that nothing in the form of a key has
 * to be pasted into tests or documents. Not published.
 */
export class Fake {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** Integer in `[0, below)`. Mulberry32: good enough for tests, and the same everywhere. */
  int(below: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  }

  pick<T>(items: readonly T[]): T {
    return items[this.int(items.length)] as T;
  }

  /** `length` characters out of `alphabet`. */
  string(alphabet: string, length: number): string {
    return Array.from({ length }, () => alphabet[this.int(alphabet.length)]).join("");
  }

  bytes(length: number): Buffer {
    return Buffer.from(Array.from({ length }, () => this.int(256)));
  }

  /** Access key id of the generation that carries the account number (5th character Q to Z or 2 to 6). */
  accessKeyId(prefix: "AKIA" | "ASIA" = "AKIA"): string {
    const id =
      prefix +
      this.string("QRSTUVWXYZ23456", 1) +
      this.string(BASE32.slice(0, 16), 1) +
      this.string(BASE32, 14);
    return id;
  }

  /** 30 random bytes in base64: 40 characters, never padded. */
  secretAccessKey(): string {
    return this.bytes(30).toString("base64");
  }

  /** The SES SMTP password of a secret key in a region. @see https://docs.aws.amazon.com/ses/latest/dg/smtp-credentials.html */
  smtpPassword(secretAccessKey = this.secretAccessKey(), region = "eu-west-1"): string {
    let key = hmac(`AWS4${secretAccessKey}`, "11111111");
    for (const part of [region, "ses", "aws4_request", "SendRawEmail"]) key = hmac(key, part);
    return Buffer.concat([Buffer.of(4), key]).toString("base64");
  }

  /** The SMTP password of a secret key by the scheme used before 2019. */
  oldSmtpPassword(secretAccessKey = this.secretAccessKey()): string {
    return Buffer.concat([Buffer.of(2), hmac(secretAccessKey, "SendRawEmail")]).toString("base64");
  }

  /** Temporary credentials' token: `IQoJb3JpZ2luX2Vj` ("origin_ec") and some hundred characters of base64. */
  sessionToken(): string {
    return Buffer.concat([Buffer.from("IQoJb3JpZ2luX2Vj", "base64"), this.bytes(540)]).toString("base64");
  }

  /** Version 4 UUID in lower case with dashes. */
  uuid(): string {
    const hex = this.#hexUuid();
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
  }

  /** Anypoint client id: a version 4 UUID without dashes, lower case. */
  clientId(): string {
    return this.#hexUuid();
  }

  /** Anypoint client secret: like the id, each letter in a random case, both cases present. */
  clientSecret(): string {
    for (;;) {
      const secret = [...this.#hexUuid()].map((c) => (this.int(2) === 0 ? c : c.toUpperCase())).join("");
      if (/[a-f]/.test(secret) && /[A-F]/.test(secret)) return secret;
    }
  }

  /** Signed token (JWT) as Anypoint Platform issues them. */
  anypointJwt(issuer = "https://anypoint.mulesoft.com/accounts/api/v2/oauth2/token"): string {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const isOwn = issuer.includes("anypoint.");
    const claims = {
      ...(isOwn && { "urn:anypoint:names:identity:claim:masterOrgId": this.uuid() }),
      iss: issuer,
    };
    return [
      part({ alg: "RS256", typ: "JWT", kid: "1" }),
      part(claims),
      this.bytes(512).toString("base64url"),
    ].join(".");
  }

  /** A password as people choose them: a word, digits, and one more character. */
  password(): string {
    const word = this.pick(["Summer", "Rotterdam", "Kestrel", "Blueberry", "Tandem", "Harbour"]);
    return word + this.string("0123456789", 4) + this.pick(["!", "x", "z", "Q"]);
  }

  #hexUuid(): string {
    const hex = this.string("0123456789abcdef", 32);
    return `${hex.slice(0, 12)}4${hex.slice(13, 16)}${this.pick(["8", "9", "a", "b"])}${hex.slice(17)}`;
  }
}

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

function hmac(key: string | Buffer, message: string): Buffer {
  return createHmac("sha256", key).update(message, "utf8").digest();
}

/** A name and a value in every syntax in which they occur. Each text contains the value exactly once, in the clear. */
export function inEverySyntax(
  name: string,
  value: string,
): { readonly syntax: string; readonly text: string }[] {
  const camel = name.toLowerCase().replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  const dotted = name.toLowerCase().replaceAll("_", ".");
  return [
    { syntax: "dotenv", text: `# settings\n${name}=${value}\nOTHER=1\n` },
    { syntax: "dotenv, quoted", text: `${name}="${value}"\n` },
    { syntax: "shell", text: `#!/bin/sh\nexport ${name}='${value}'\n` },
    { syntax: "shell default", text: `: "\${${name.replace(/\W/g, "_")}-${value}}"\n` },
    { syntax: "PowerShell", text: `$env:${name} = "${value}"\r\n` },
    { syntax: "properties", text: `${dotted}=${value}\n` },
    { syntax: "properties, blanks", text: `${dotted} = ${value}\n` },
    { syntax: "YAML", text: `settings:\n  ${name.toLowerCase()}: ${value}\n` },
    { syntax: "YAML, quoted", text: `${camel}: "${value}"\n` },
    { syntax: "YAML, block", text: `${name.toLowerCase()}: >-\n  ${value}\n` },
    { syntax: "Kubernetes env", text: `env:\n  - name: ${name}\n    value: ${value}\n` },
    { syntax: "JSON", text: `{\n  "${camel}": "${value}"\n}\n` },
    { syntax: "JSON, compact", text: `{"a":1,"${name.toLowerCase()}":"${value}","b":2}` },
    { syntax: "XML element", text: `<a>\n  <${camel}>${value}</${camel}>\n</a>\n` },
    { syntax: "XML property", text: `<property name="${dotted}" value="${value}"/>\n` },
    { syntax: "TOML", text: `[mail]\n${name.toLowerCase()} = "${value}"\n` },
    { syntax: "HCL", text: `variable "x" {}\n${name.toLowerCase()} = "${value}"\n` },
    { syntax: "INI", text: `[default]\n${name.toLowerCase()} = ${value}\n` },
    { syntax: "Dockerfile", text: `FROM node:20\nENV ${name}=${value}\n` },
    { syntax: "Java flag", text: `java -D${dotted}=${value} -jar app.jar\n` },
    { syntax: "JavaScript", text: `const ${camel} = '${value}';\n` },
    { syntax: "TypeScript", text: `const ${camel}: string = "${value}";\n` },
    { syntax: "Java", text: `private static final String ${name} = "${value}";\n` },
    { syntax: "Python", text: `${name} = '${value}'\n` },
    { syntax: "Python default", text: `x = os.environ.get("${name}", "${value}")\n` },
    { syntax: "PHP define", text: `<?php\ndefine('${name}', '${value}');\n` },
    { syntax: "PHP array", text: `return ['${name.toLowerCase()}' => '${value}'];\n` },
    { syntax: "Go", text: `var ${camel} = "${value}"\n` },
    { syntax: "C#", text: `public const string ${name} = "${value}";\n` },
    { syntax: "CRLF", text: `A=1\r\n${name}=${value}\r\nB=2\r\n` },
    { syntax: "no final newline", text: `${name}=${value}` },
  ];
}
