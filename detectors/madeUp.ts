/**
 * Whether a token in the form of a key is obviously made up: few different characters, a repeated unit, a sequence such as
 * `ABCDEFGHIJ`, or EXAMPLE in it. It is no stricter, so that a key that somebody types to try keylatch is blocked.
 */
export function isMadeUp(token: string): boolean {
  if (/example/i.test(token)) return true;
  if (new Set(token).size <= 4) return true;
  if (/^(.{1,4})\1{3,}.{0,3}$/.test(token)) return true;
  return longestSequence(token.toUpperCase()) >= 10;
}

/** Length of the longest sequence of consecutive characters, such as `ABCDEF` or `12345`. */
function longestSequence(token: string): number {
  let [longest, run] = [1, 1];
  for (let i = 1; i < token.length; i++) {
    run = token.charCodeAt(i) === token.charCodeAt(i - 1) + 1 ? run + 1 : 1;
    longest = Math.max(longest, run);
  }
  return longest;
}

/** A UUID with dashes or without, and the number that follows one in the registration token of a server. */
const UUID = /^([0-9a-f]{8}(-?)(?:[0-9a-f]{4}\2){3}[0-9a-f]{12})(?:---\d{1,10})?$/i;

/** UUIDs in public documentation: those of Swagger, Wikipedia, many tutorials and .NET. */
const DOCUMENTED: ReadonlySet<string> = new Set([
  "3fa85f6457174562b3fc2c963f66afa6",
  "550e8400e29b41d4a716446655440000",
  "f47ac10b58cc4372a5670e02b2c3d479",
  "936da01f9abd4d9d80c702af85c822a8",
]);

/**
 * Whether a value is a UUID that is no secret: a documented one, or one with at most eight different digits,
 * `11111111-2222-…`, which one random UUID in 300,000 has.
 */
export function isSampleUuid(value: string): boolean {
  const digits = UUID.exec(value)?.[1]?.replaceAll("-", "").toLowerCase();
  return digits !== undefined && (DOCUMENTED.has(digits) || new Set(digits).size <= 8);
}
