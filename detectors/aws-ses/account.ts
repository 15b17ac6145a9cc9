import type { Evidence } from "../detector.ts";

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/**
 * Accounts of canary keys, which alert their owner when used: those of canarytokens.org and others.
 * @see https://github.com/trufflesecurity/trufflehog/blob/main/pkg/detectors/aws/access_keys/canary.go
 */
const THINKST: ReadonlySet<string> = new Set([
  ...["052310077262", "171436882533", "534261010715", "595918472158", "717712589309", "819147034852"],
  ...["992382622183", "730335385048", "266735846894", "893192397702"],
]);
const OTHERS: ReadonlySet<string> = new Set([
  ...["044858866125", "251535659677", "344043088457", "351906852752", "390477818340", "426127672474"],
  ...["427150556519", "439872796651", "445142720921", "465867158099", "637958123769", "693412236332"],
  ...["732624840810", "735421457923", "959235150393", "982842642351"],
]);

/** Facts that an access key id encodes. */
export type KeyIdFacts = Pick<Evidence, "account" | "generation" | "canary" | "note">;

/**
 * Decodes the start of the 80 bits after the prefix: one bit for the generation, then 40 for the account.
 * @see https://awsteele.com/blog/2020/09/26/aws-access-key-format.html
 */
export function keyIdFacts(id: string): KeyIdFacts {
  let bits = 0;
  // 9 characters are 45 bits, which fit into a double exactly.
  for (const character of id.slice(4, 13)) bits = bits * 32 + BASE32.indexOf(character);
  const newGeneration = bits >= 2 ** 44;
  const account = Math.floor((bits % 2 ** 44) / 16);
  if (!newGeneration && /^.{4}[IJ]/.test(id))
    return { generation: "1", note: "made before 2019: it is long due to be rotated" };
  if (!newGeneration || account >= 1e12) return { note: "not an id AWS is known to make" };
  const digits = String(account).padStart(12, "0");
  const canary = THINKST.has(digits) ? "thinkst" : OTHERS.has(digits) ? "other" : undefined;
  return {
    account: digits,
    generation: "2",
    ...(canary !== undefined && {
      canary,
      note: "the account is a known canary: using the key alerts its owner, and committing it spoils it",
    }),
  };
}
