import type { Fake } from "../../detectors/fake.ts";

const WORDS =
  "falcon harbour tiger bridge rocket garden silver copper planet river coffee castle maple velvet".split(
    " ",
  );
const RANDOM = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/** A secret as people choose them: a word, words with dashes, a word with a number or a special character, or a random one. */
export function chosen(fake: Fake): string {
  const word = () => fake.pick(WORDS);
  const capital = () => word().replace(/^./, (letter) => letter.toUpperCase());
  return fake.pick([
    () => word() + word(),
    () => `${word()}-${word()}-${word()}`,
    () => capital() + fake.string("0123456789", 1 + fake.int(4)),
    () => `${capital()}${fake.pick(["!", "#", "@", "-", "_", "."])}${fake.string("123456789", 3)}`,
    () => fake.string(RANDOM, 12 + fake.int(28)),
  ])();
}

/** A secure properties key: 16 characters, or a plain word. */
export function propertiesKey(fake: Fake): string {
  return fake.pick([
    () => fake.string(RANDOM, 16),
    () => `mule${fake.pick(["soft", "4", "Key2031"])}`,
    () => chosen(fake),
  ])();
}
