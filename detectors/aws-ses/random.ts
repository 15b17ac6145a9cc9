import { classChanges, entropy, isPath, isRandomCase, isWordy } from "../entropy.ts";
import { isMadeUp } from "../madeUp.ts";

/** Bits per character: 40 random base64 characters have at least 4.07 (300,000 tried), a SHA-1 in hex at most 3.97. */
const LEAST_OF_SECRET = 4;

/** The least class changes (see `classChanges`) of a password, and of a secret key without a name. */
export const LEAST_CHANGES = 9;

/** Bits per character: 44 random base64 characters have more. */
const LEAST_OF_PASSWORD = 4.2;

/** Whether 40 characters of base64 may be a secret key, rather than a hash, a path, words or made up. */
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

/** reCAPTCHA keys, of which one is public. */
const RECAPTCHA = /^6L[\w-]{6}AAAAA/;

/** Whether a value is base64 of printable text, which 30 random bytes are once in 10^13 times. */
function isText(value: string): boolean {
  return /^[\n\x20-\x7e]+$/.test(Buffer.from(value, "base64").toString("latin1"));
}

/** Whether 44 characters that begin like an SMTP password may be one. */
export function mayBeSmtpPassword(value: string): boolean {
  return hasBothCases(value) && isVaried(value);
}

/** Whether 44 characters that begin like an SMTP password of the old scheme may be one. */
export function mayBeOldSmtpPassword(value: string): boolean {
  return !isWordy(value) && isVaried(value);
}

/** Whether 44 characters vary as random ones do. */
function isVaried(value: string): boolean {
  return entropy(value) >= LEAST_OF_PASSWORD && classChanges(value) >= LEAST_CHANGES && !isMadeUp(value);
}

function hasBothCases(value: string): boolean {
  return /[a-z]/.test(value) && /[A-Z]/.test(value);
}
