/**
 * Whether a random-looking token is a made-up one: too few different characters, a repeated unit, a run of neighbours, or
 * EXAMPLE in it. No more than that: who types a key to try keylatch has to see it blocked.
 */
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

/** UUIDs that pages about UUIDs and interfaces print: Swagger's, Wikipedia's, that of many tutorials, .NET's. */
const PRINTED: ReadonlySet<string> = new Set([
  "3fa85f6457174562b3fc2c963f66afa6",
  "550e8400e29b41d4a716446655440000",
  "f47ac10b58cc4372a5670e02b2c3d479",
  "936da01f9abd4d9d80c702af85c822a8",
]);

/** Whether a UUID, with dashes or without, is a printed one or has too few different digits, `11111111-2222-…`: one random one in 300,000 has no more than eight. */
export function isSampleUuid(uuid: string): boolean {
  const digits = uuid.replaceAll("-", "").toLowerCase();
  return PRINTED.has(digits) || new Set(digits).size <= 8;
}
