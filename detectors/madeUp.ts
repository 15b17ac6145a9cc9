/**
 * What stands in tokens that somebody wrote, by hand or after the keys of AWS's documentation; in one of 700,000 random
 * ones of 40 characters.
 */
const WORDS =
  /example|access_?key|secret_?(?:access|key)|password|placeholder|redacted|dummy|notareal|qwerty|IOSFODNN7|wJalrXUtnFEMI/i;

/** A repeated unit: all of `TESTTESTTEST`, six of `KEYAAAAAAB`, two of `MYOWNMYOWN`. */
const REPEATED = /^(.{1,4})\1{3,}.{0,3}$|(.)\2{5}|(.{5,20})\3/;

/** Whether a random-looking token is a made-up one: too few different characters, a repeated unit, neighbours in a row, or EXAMPLE in it. */
export function isMadeUp(token: string): boolean {
  return WORDS.test(token) || REPEATED.test(token) || new Set(token).size <= 4 || isRegular(token);
}

/** UUIDs that pages about UUIDs and interfaces print: Swagger's, Wikipedia's, that of many tutorials, .NET's. */
const PRINTED: ReadonlySet<string> = new Set([
  "3fa85f6457174562b3fc2c963f66afa6",
  "550e8400e29b41d4a716446655440000",
  "f47ac10b58cc4372a5670e02b2c3d479",
  "936da01f9abd4d9d80c702af85c822a8",
]);

/** The same for a UUID, with dashes or without. */
export function isSampleUuid(uuid: string): boolean {
  const digits = uuid.replaceAll("-", "").toLowerCase();
  return PRINTED.has(digits) || new Set(digits).size <= 6 || isRegular(digits);
}

/** Whether a token counts for ten characters, or most of it goes up, down or stays: `abcd1234`, `A1B2C3`, `aabbcc`. */
function isRegular(token: string): boolean {
  const characters = token.toUpperCase();
  return longestSequence(characters) >= 10 || isSteady(characters, 1) || isSteady(characters, 2);
}

/** Length of the longest run of neighbouring characters, `ABCDEF` or `12345`. */
function longestSequence(token: string): number {
  let [longest, run] = [1, 1];
  for (let i = 1; i < token.length; i++) {
    run = token.charCodeAt(i) === token.charCodeAt(i - 1) + 1 ? run + 1 : 1;
    longest = Math.max(longest, run);
  }
  return longest;
}

/** Whether seven in ten characters are the one before, the one before that with a stride of 2, or its neighbour. */
function isSteady(token: string, stride: 1 | 2): boolean {
  let count = 0;
  for (let i = stride; i < token.length; i++)
    if (Math.abs(token.charCodeAt(i) - token.charCodeAt(i - stride)) <= 1) count++;
  return count >= token.length * 0.7;
}
