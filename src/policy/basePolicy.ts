import { baseConfig, configPath } from "../config/load.ts";
import type { Snapshot } from "../git/snapshot.ts";
import { baseSalt, saltPath } from "../salt.ts";
import type { TipPolicy } from "./tipPolicy.ts";

/**
 * The policy that a change is judged by: configuration and salt of its base. If one of them is broken there, a change
 * that repairs it is accepted, with a note.
 * @throws {KeylatchError} `bad-salt` if the change does not repair it
 */
export async function basePolicy(base: Snapshot, tip: Snapshot): Promise<TipPolicy> {
  const [config, salt] = await Promise.all([baseConfig(base), baseSalt(base, tip)]);
  const broken = [
    { path: configPath, isBroken: config.isBroken },
    { path: saltPath, isBroken: salt.isBroken },
  ].filter(({ isBroken }) => isBroken);
  return {
    config: config.config,
    salt: salt.salt,
    notes: broken.map(({ path }) => ({ kind: "broken-base", path })),
  };
}
