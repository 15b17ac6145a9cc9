import type { Config } from "../config/schema.ts";
import { emptyTally, type Fragment, looseFragment, type Source, type Tally } from "../fragment.ts";
import { opened, smallFiles } from "../image/archive.ts";
import { damaged } from "../image/damaged.ts";
import { checked } from "../image/digest.ts";
import { type ImageConfig, type Layer, planImage } from "../image/plan.ts";
import { type TarEntry, tarEntries } from "../image/tar.ts";
import { unpacked } from "../image/unpacked.ts";
import { Whiteouts } from "../image/whiteouts.ts";
import { ignoreBy } from "../policy/ignore.ts";
import { beginning } from "../search/text.ts";

/**
 * A container image as `docker save`, `podman save` or `skopeo` write it: every file of every layer, including those that
 * a later layer deletes, and its environment, labels, commands, history and annotations. Layers are streamed.
 * @throws {KeylatchError} `no-such-image`, `damaged-image`
 */
export function imageSource(file: string, config: Config): Source {
  const tally = emptyTally();
  return { tally, fragments: fragments() };

  async function* fragments(): AsyncGenerator<Fragment> {
    const isIgnored = await ignoreBy(config.ignorePaths);
    const plan = planImage(await smallFiles(file));
    for (const { name } of plan.absent) tally.skipped.push({ path: name, reason: "not in this archive" });
    const absent = new Set(plan.absent.flatMap(({ files }) => files));
    for (const own of plan.configs) yield* settings(own);
    yield* lines("(image annotations)", plan.annotations);
    const waiting = new Map(plan.layers);
    const links = new Map<string, string>();
    const whiteouts = new Map<string, Whiteouts>();
    for await (const entry of tarEntries(await opened(file), "the image")) {
      if (entry.kind === "link") links.set(entry.path, joined(entry.path, entry.target));
      // Otherwise this part of the image would not be searched, and the image reported as clean.
      if (absent.has(entry.path) && !plan.layers.has(entry.path))
        throw damaged(`the image has ${entry.path}, but not all that belongs to it`);
      const layer = waiting.get(entry.path);
      if (layer === undefined || entry.kind !== "file") continue;
      waiting.delete(entry.path);
      const own = new Whiteouts();
      whiteouts.set(entry.path, own);
      yield* layerFragments(entry, layer, { tally, isIgnored, own, whiteouts, plan: plan.layers });
    }
    // Old versions of `docker save` store a repeated layer as a link.
    for (const layer of waiting.values()) {
      const target = links.get(layer.file);
      if (target === undefined || !whiteouts.has(target))
        throw damaged(`the image names the layer ${layer.file}, which is not in it`);
    }
  }
}

interface LayerContext {
  readonly tally: Tally;
  isIgnored(path: string): boolean;
  readonly own: Whiteouts;
  /** By layer; complete by the time places are requested. */
  readonly whiteouts: ReadonlyMap<string, Whiteouts>;
  readonly plan: ReadonlyMap<string, Layer>;
}

async function* layerFragments(
  entry: TarEntry,
  layer: Layer,
  context: LayerContext,
): AsyncGenerator<Fragment> {
  const { tally, isIgnored, own } = context;
  const name = `the layer ${layer.digest}`;
  const packed = layer.of === "file" ? checked(entry.body, layer.digest) : entry.body;
  const { first, all } = await beginning(packed, 4);
  const content = unpacked(first, all, name);
  // A build lists in-toto statements, which are JSON, among its layers.
  if ("{[".includes(String.fromCharCode(first[0] ?? 0))) {
    yield looseFragment(content, layer.digest);
    return;
  }
  const whole = layer.of === "content" ? checked(content, layer.digest) : content;
  for await (const { path, kind, target, body } of tarEntries(whole, name)) {
    if (own.add(path) || path === "") continue;
    if (isIgnored(path)) {
      tally.ignored++;
      continue;
    }
    tally.files += kind === "file" ? 1 : 0;
    if (kind === "file") yield inLayer(body, path, layer, context);
    yield looseFragment([Buffer.from(kind === "link" ? `${path}\n${target}` : path)], "(file name)");
  }
}

/** A file in a layer. The layer's digest is part of its path, because several layers may have the same file. */
function inLayer(
  pieces: AsyncIterable<Buffer>,
  path: string,
  layer: Layer,
  { whiteouts, plan }: LayerContext,
): Fragment {
  return {
    pieces,
    path,
    places: async (sightings) => {
      const over = layer.above.find((file) => whiteouts.get(file)?.hides(path));
      const deletedBy = over === undefined ? undefined : plan.get(over)?.digest;
      const place = { path: `${layer.digest}/${path}`, commit: null, exposure: "disk" as const, sightings };
      return [deletedBy === undefined ? place : { ...place, evidence: { deletedBy } }];
    },
  };
}

function* settings({ config = {}, history = [] }: ImageConfig): Generator<Fragment> {
  const labels = Object.entries(config.Labels ?? {}).map(([name, value]) => `${name}=${value}`);
  const { Env = [], Cmd, Entrypoint, Healthcheck, OnBuild } = config;
  yield* lines("(image environment)", Env ?? []);
  yield* lines("(image labels)", labels);
  yield* lines("(image command)", [
    ...(Entrypoint ?? []),
    ...(Cmd ?? []),
    ...(Healthcheck?.Test ?? []),
    ...(OnBuild ?? []),
  ]);
  yield* lines(
    "(image history)",
    history.flatMap(({ created_by = "", comment = "" }) => [created_by, comment]),
  );
}

function* lines(path: string, texts: readonly string[]): Generator<Fragment> {
  if (texts.some((text) => text !== "")) yield looseFragment([Buffer.from(texts.join("\n"))], path);
}

/** Resolves a link in an archive. */
function joined(path: string, target: string): string {
  const parts = target.startsWith("/") ? [] : path.split("/").slice(0, -1);
  for (const part of target.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}
