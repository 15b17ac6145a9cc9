import { randomBytes, randomInt } from "node:crypto";

/** An SES SMTP credential that nobody has: the id of a possible account, 0x04 and random bytes. */
export function madeUpKey(): { id: string; text: string } {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const some = (count: number) => Array.from({ length: count }, () => letters[randomInt(32)]).join("");
  const id = `AKIA${"QRSTUVWXYZ"[randomInt(10)]}${some(15)}`;
  const password = Buffer.concat([Buffer.of(4), randomBytes(32)]).toString("base64");
  return { id, text: `SES_SMTP_USER=${id}\nSES_SMTP_PASS=${password}\n` };
}
