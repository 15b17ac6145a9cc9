import { entropy, isPath, isRandomCase, isWordy } from "../entropy.ts";
import { isMadeUp } from "../madeUp.ts";

/** Random 40 characters have at least 4.07 bits each (300,000 tried), a SHA-1 in hex at most 3.97. */
const LEAST_OF_SECRET = 4;

/** What has no name changes between upper case, lower case and digit at least so often. */
export const LEAST_CHANGES = 9;

/** Random 44 characters have more than this. */
const LEAST_OF_PASSWORD = 4.2;

/** Whether 40 characters of base64 may be a secret key by themselves, and no hash, path, words or made-up ones. */
export function mayBeSecretKey(value: string): boolean {
  return (
    hasBothCases(value) &&
    (/[\d+/]/.test(value) || isRandomCase(value)) &&
    !isWordy(value) &&
    entropy(value) >= LEAST_OF_SECRET &&
    !isPath(value) &&
    !isMadeUp(value) &&
    !RECAPTCHA.test(value) &&
    !isText(value)
  );
}

/** Keys of reCAPTCHA, of which one is public: all have five letters A there. */
const RECAPTCHA = /^6L[\w-]{6}AAAAA/;

/** Whether base64 is that of a text: 30 random bytes are all printable once in 10^13 times. */
function isText(value: string): boolean {
  return /^[\n\x20-\x7e]+$/.test(Buffer.from(value, "base64").toString("latin1"));
}

/** The same for 44 characters that begin like an SMTP password. */
export function mayBeSmtpPassword(value: string): boolean {
  return hasBothCases(value) && entropy(value) >= LEAST_OF_PASSWORD && !isMadeUp(value);
}

/** And for those that begin like one of the old scheme. */
export function mayBeOldSmtpPassword(value: string): boolean {
  return !isWordy(value) && entropy(value) >= LEAST_OF_PASSWORD && !isMadeUp(value);
}

function hasBothCases(value: string): boolean {
  return /[a-z]/.test(value) && /[A-Z]/.test(value);
}
