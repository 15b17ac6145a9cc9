/** Whether a random-looking token is a made-up one: too few different characters, a repeated unit, a run of neighbours, or EXAMPLE in it. */
export function isMadeUp(token: string): boolean {
  if (/example/i.test(token)) return true;
  if (new Set(token).size <= 4) return true;
  if (/^(.{1,4})\1{3,}.{0,3}$/.test(token)) return true;
  return longestSequence(token.toUpperCase()) >= 10;
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
