import { damaged } from "./damaged.ts";

/** A layer that a manifest names. */
export interface Layer {
  /** Its file in the image's archive. */
  readonly file: string;
  /** `sha256:…` of the file, or of its decompressed content. */
  readonly digest: string;
  readonly of: "file" | "content";
  /** Files of the layers above it in any image, nearest first. */
  readonly above: readonly string[];
}

/** What to read of an archive: the images' configurations, and each layer once. */
export interface ImagePlan {
  readonly configs: readonly ImageConfig[];
  readonly layers: ReadonlyMap<string, Layer>;
  /** `name=value` of each annotation in the manifests. */
  readonly annotations: readonly string[];
  /** What an index lists and the archive does not have: images for other platforms. */
  readonly absent: readonly AbsentImage[];
}

/** An image that is listed only. */
interface AbsentImage {
  /** `linux/arm64`, or the digest. */
  readonly name: string;
  /** What would have to be read if it were in the archive. */
  readonly files: readonly string[];
}

/** The parts of an image's configuration that people write. @see https://github.com/opencontainers/image-spec/blob/main/config.md */
export interface ImageConfig {
  readonly config?: {
    readonly Env?: readonly string[];
    readonly Labels?: Readonly<Record<string, string>>;
    readonly Cmd?: readonly string[];
    readonly Entrypoint?: readonly string[];
    readonly Healthcheck?: { readonly Test?: readonly string[] };
    readonly OnBuild?: readonly string[];
  };
  readonly history?: readonly { readonly created_by?: string; readonly comment?: string }[];
  readonly rootfs?: { readonly diff_ids?: readonly string[] };
}

interface Descriptor {
  readonly digest: string;
  readonly platform?: { readonly os?: string; readonly architecture?: string };
  readonly annotations?: Readonly<Record<string, string>>;
}
interface Manifest {
  readonly manifests?: readonly Descriptor[];
  readonly config?: Descriptor;
  readonly layers?: readonly Descriptor[];
  readonly annotations?: Readonly<Record<string, string>>;
}
interface Saved {
  readonly Config: string;
  readonly Layers: readonly string[];
}

/** Deepest nesting of manifests: an image for several platforms needs two levels. */
const DEEPEST = 5;

/**
 * Determines what an image consists of, from the JSON files of its archive: `docker save` or an OCI layout.
 * @param small JSON files by path
 * @throws {KeylatchError} `damaged-image` for an archive that is no image, or lacks a file that it names
 */
export function planImage(small: ReadonlyMap<string, string>): ImagePlan {
  const configs = new Map<string, ImageConfig>();
  const layers = new Map<string, Layer>();
  const annotations: string[] = [];
  const absent: AbsentImage[] = [];
  if (!small.has("manifest.json") && !small.has("index.json"))
    throw damaged("this archive is no image: it has neither manifest.json nor index.json");
  const saved = (json(small, "manifest.json", true) as Saved[] | null) ?? [];
  // `skopeo copy … dir:` writes another kind of file by this name.
  if (!Array.isArray(saved))
    throw damaged(
      "this archive is neither one of docker save nor an OCI layout: its manifest.json is no list",
    );
  for (const { Config, Layers } of saved) {
    const config = json(small, Config) as ImageConfig;
    configs.set(Config, config);
    addLayers(
      Layers.map((file, index) => {
        const blob = /^blobs\/(sha256)\/([0-9a-f]{64})$/.exec(file);
        const digest = blob === null ? config.rootfs?.diff_ids?.[index] : `${blob[1]}:${blob[2]}`;
        return { file, digest: digest ?? file, of: blob === null ? "content" : "file" };
      }),
    );
  }
  const index = json(small, "index.json", true) as Manifest | null;
  if (index !== null) addManifest(index, 0);
  // Otherwise nothing would be searched, and the image reported as clean.
  if (configs.size === 0) throw damaged("this archive names no image");
  return { configs: [...configs.values()], layers, annotations, absent };

  function addManifest(manifest: Manifest, depth: number): void {
    if (depth > DEEPEST) throw damaged("the manifests of this image are nested too deeply");
    annotations.push(
      ...[manifest, ...(manifest.manifests ?? []), ...(manifest.layers ?? [])].flatMap(
        ({ annotations: own = {} }) => Object.entries(own).map(([name, value]) => `${name}=${value}`),
      ),
    );
    for (const inner of manifest.manifests ?? []) {
      // An image's own index lists all of its platforms, also those that were never pulled.
      const missing = depth > 0 ? filesIfAbsent(inner) : null;
      if (missing === null) addManifest(json(small, blobOf(inner)) as Manifest, depth + 1);
      else absent.push({ name: platformOf(inner), files: missing });
    }
    if (manifest.config === undefined) return;
    const file = blobOf(manifest.config);
    configs.set(file, json(small, file) as ImageConfig);
    addLayers(
      (manifest.layers ?? []).map((layer) => ({ file: blobOf(layer), digest: layer.digest, of: "file" })),
    );
  }

  /** `docker save` may have the manifest of an image without its content. */
  function filesIfAbsent(image: Descriptor): string[] | null {
    const manifest = json(small, blobOf(image), true) as Manifest | null;
    if (manifest === null) return [blobOf(image)];
    const { config, layers: own = [] } = manifest;
    return config === undefined || small.has(blobOf(config)) ? null : [config, ...own].map(blobOf);
  }

  function addLayers(found: readonly Omit<Layer, "above">[]): void {
    for (const [index, layer] of found.entries()) {
      const above = [
        ...(layers.get(layer.file)?.above ?? []),
        ...found.slice(index + 1).map(({ file }) => file),
      ];
      layers.set(layer.file, { ...layer, above: [...new Set(above)] });
    }
  }
}

function platformOf({ digest, platform }: Descriptor): string {
  return platform ? `${platform.os}/${platform.architecture}` : digest;
}

function blobOf({ digest }: Descriptor): string {
  const match = /^(sha\d+):([0-9a-f]+)$/.exec(digest);
  if (match === null) throw damaged("a manifest of this image names a blob without a digest");
  return `blobs/${match[1]}/${match[2]}`;
}

function json(small: ReadonlyMap<string, string>, path: string, mayBeMissing = false): unknown {
  const text = small.get(path);
  if (text === undefined && mayBeMissing) return null;
  if (text === undefined) throw damaged(`the image names ${path}, which is not in it`);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw damaged(`${path} in the image is no JSON`, cause);
  }
}
