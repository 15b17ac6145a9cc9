const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/**
 * Accounts whose keys are tripwires: canarytokens.org and lookalikes.
 * @see https://github.com/trufflesecurity/trufflehog/blob/main/pkg/detectors/aws/access_keys/canary.go
 */
const CANARIES: ReadonlySet<string> = new Set([
  ...["052310077262", "171436882533", "534261010715", "595918472158", "717712589309", "819147034852"],
  ...["992382622183", "730335385048", "266735846894", "893192397702", "044858866125", "251535659677"],
  ...["344043088457", "351906852752", "390477818340", "426127672474", "427150556519", "439872796651"],
  ...["445142720921", "465867158099", "637958123769", "693412236332", "732624840810", "735421457923"],
  ...["959235150393", "982842642351"],
]);

/** What an access key id tells by its structure. */
export interface KeyIdFacts {
  /** 12 digits. Only ids made since about 2019 carry it. */
  readonly account?: string;
  /** A phrase for people, when there is something to say. */
  readonly note?: string;
}

/**
 * Reads the 80 bits after the prefix: one bit for the generation, 40 for the account.
 * @see https://awsteele.com/blog/2020/09/26/aws-access-key-format.html
 */
export function keyIdFacts(id: string): KeyIdFacts {
  let bits = 0;
  // 9 characters hold 45 bits, which a double takes without loss.
  for (const character of id.slice(4, 13)) bits = bits * 32 + BASE32.indexOf(character);
  const newGeneration = bits >= 2 ** 44;
  const account = Math.floor((bits % 2 ** 44) / 16);
  if (!newGeneration) {
    return { note: /^.{4}[IJ]/.test(id) ? "made before 2019" : "not an id AWS is known to make" };
  }
  if (account >= 1e12) return { note: "not an id AWS is known to make" };
  const digits = String(account).padStart(12, "0");
  return {
    account: digits,
    ...(CANARIES.has(digits) && { note: "the account is a known canary: using the key alerts its owner" }),
  };
}
