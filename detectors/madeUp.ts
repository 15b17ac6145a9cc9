/**
 * What stands in tokens that somebody wrote, by hand or after the keys of AWS's documentation; in one of 700,000 random
 * ones of 40 characters.
 */
const WORDS =
  /example|access_?key|secret_?(?:access|key)|password|placeholder|redacted|invalid|dummy|not_?a?_?real|localstack|qwerty|asdfgh|zxcvbn|IOSFODNN7|wJalrXUtnFEMI/i;

/** A repeated unit: all of `TESTTESTTEST`, six of `KEYAAAAAAB`, two of `MYOWNMYOWN`. */
const REPEATED = /^(.{1,4})\1{3,}.{0,3}$|(.)\2{5}|(.{5,20})\3/;

/** Whether a random-looking token is a made-up one: too few different characters, a repeated unit, neighbours in a row, or EXAMPLE in it. */
export function isMadeUp(token: string): boolean {
  if (WORDS.test(token) || REPEATED.test(token)) return true;
  if (new Set(token).size <= 4) return true;
  const characters = token.toUpperCase();
  return longestSequence(characters) >= 10 || counts(characters, 1) || counts(characters, 2);
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

/** Whether half of a token counts up or down, `abcd1234efgh`, from one character to the next or the one after it, `A1B2C3`. */
function counts(token: string, stride: 1 | 2): boolean {
  let steps = 0;
  for (let i = stride; i < token.length; i++)
    if (Math.abs(token.charCodeAt(i) - token.charCodeAt(i - stride)) === 1) steps++;
  return steps >= token.length / 2;
}
