import { baseConfig, configPath } from "../config/load.ts";
import type { Snapshot } from "../git/snapshot.ts";
import { baseSalt, saltPath } from "../salt.ts";
import type { TipPolicy } from "./tipPolicy.ts";

/**
 * What a change is judged by: configuration and salt of its base. Where one of them cannot be read there, a change that
 * repairs it still gets in, and is told of it.
 * @throws {KeylatchError} `bad-salt` where the change repairs nothing
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
