import { createDecipheriv, pbkdf2Sync } from "node:crypto";
import type { Detector, Hit, View } from "../detector.ts";
import { CONF } from "../signs/shapes.ts";
import { rotateClientSecret } from "./remediation.ts";

const LARGEST = 65_536;
const IV = 16;

/**
 * anypoint-cli-v4 stores what its command `conf` is given (client secret, password, session) in config.json, encrypted
 * with a key that is part of the published package. That it can be decrypted here proves that anyone can.
 */
export const cliConfig: Detector = {
  id: "anypoint-cli-config",
  family: "anypoint",
  title: "Anypoint CLI configuration with credentials",
  severity: "critical",
  kind: "generated",
  what: "The config.json of anypoint-cli-v4 with a client secret, a password or a session: its encryption key is the same for everyone.",
  leavesAlone: ["the same file without credentials", "files that the command line's key does not decrypt"],
  references: ["https://docs.mulesoft.com/anypoint-cli/latest/auth"],
  keywords: [CONF],
  *find(view: View): Generator<Hit> {
    const config = decrypted(view.text);
    if (config === null || !/"(?:client_secret|password|token|session)":/.test(config)) return;
    const [identifier, user, host] = ["client_id", "username", "host"].map(
      (name) => new RegExp(`"${name}":\\s*"([\\w.@+-]{1,100})"`).exec(config)?.[1],
    );
    yield {
      secret: { start: 0, end: view.text.length },
      confidence: "certain",
      identifier,
      evidence: { user, host },
    };
  },
  remediation: rotateClientSecret,
};

/**
 * Decrypts what the npm package `conf` wrote: 16 bytes of IV, a colon, AES-256-CBC; `null` for anything else.
 * @param text one character per byte, as binary files are read
 */
function decrypted(text: string): string | null {
  const isConf = text[IV] === ":" && text.length > IV + 1 && text.length < LARGEST;
  if (!isConf || (text.length - IV - 1) % 16 !== 0 || !/[\x80-\xff]/.test(text)) return null;
  const bytes = Buffer.from(text, "latin1");
  const iv = bytes.subarray(0, IV);
  const key = pbkdf2Sync("anypoint-cli", iv.toString(), 10_000, 32, "sha512");
  const decipher = createDecipheriv("aes-256-cbc", key, iv);
  try {
    return Buffer.concat([decipher.update(bytes.subarray(IV + 1)), decipher.final()]).toString();
  } catch {
    return null; // Wrong padding: encrypted with another key, or not such a file at all.
  }
}
