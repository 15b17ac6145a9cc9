/** Shannon entropy in bits per UTF-16 unit; 0 for an empty text. 40 random base64 characters have about 4.8. */
export function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const unit of text) counts.set(unit, (counts.get(unit) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

/**
 * How often consecutive characters change between upper case, lower case and digit; `+` and `/` are skipped. 40 random
 * base64 characters change about 24 times (10 times or fewer: 1 in 80,000); paths, class names and words far less often.
 */
export function classChanges(token: string): number {
  let [changes, last] = [0, ""];
  for (const unit of token) {
    const kind = /[a-z]/.test(unit) ? "lower" : /[A-Z]/.test(unit) ? "upper" : /\d/.test(unit) ? "digit" : "";
    if (kind === "") continue;
    if (last !== "" && kind !== last) changes++;
    last = kind;
  }
  return changes;
}

/**
 * Whether a token is words run together, `AllowEncryptedVolumesOnly`: nearly all characters are lower-case letters, with
 * as many vowels as words have. Of 40 random base64 characters about 24 are not lower-case letters (fewer than 12: 1 in
 * 20,000, or 1 in 300 if all are letters), and one letter in four or five is a vowel.
 */
export function isWordy(token: string): boolean {
  return token.replace(/[a-z]/g, "").length < 12 && isVocal(token);
}

/** Whether a token may be a camel-case name, `TestAnHTTPSKeyFetch`: one random token of 40 characters in 300 has as many runs of lower-case letters. */
export function isCamelCase(token: string): boolean {
  const rows = token.match(/[a-z]{3,}/g) ?? [];
  return rows.join("").length >= token.length * 0.4 && isVocal(token);
}

/** Whether at least three in ten letters are vowels, as in words; so are they in one random token in five. */
function isVocal(token: string): boolean {
  const letters = token.replace(/[^A-Za-z]/g, "");
  return letters.replace(/[aeiouy]/gi, "").length <= letters.length * 0.7;
}

/** Whether letters change case as often as random ones, or somewhat less often but with too few vowels for words. */
export function isRandomCase(letters: string): boolean {
  const changes = classChanges(letters);
  return changes >= 14 || (changes >= 10 && !isVocal(letters));
}

/** Whether a token of about 40 characters is certainly not made of words, names or paths. One random token in 700 fails. */
export function isJumbled(token: string): boolean {
  return classChanges(token) >= 14 && !isWordy(token);
}

/** Whether a token is a path of words, `/prod/Mailer/SES/password2`. Fewer than one in 100,000 random tokens with two slashes is. */
export function isPath(token: string): boolean {
  const segments = token.split("/");
  return segments.length > 2 && segments.every((segment) => SEGMENT.test(segment));
}

const SEGMENT = /^(?:(?:[A-Z]{2,}(?![A-Z])|[A-Z]?[a-z]{2,}(?![a-z]))*\d{0,4}|v\d{1,2})$/;
