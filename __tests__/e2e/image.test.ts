import { createHash } from "node:crypto";
import { join } from "node:path";
import * as zlib from "node:zlib";
import { main } from "../../src/main.ts";
import { mailEnv } from "../helpers/keys.ts";
import { keylatchBin, TestRepo } from "../helpers/repo.ts";
import { type Member, tar } from "../helpers/tar.ts";
import { skippableFrame, zstdFrame } from "../helpers/zstd.ts";

const keys = Array.from({ length: 8 }, (_, index) => mailEnv(300 + index));
const leak = (index: number) => (keys[index] as (typeof keys)[0]).text;

let folder: TestRepo;
beforeAll(() => {
  folder = new TestRepo(null);
});
afterAll(() => folder.remove());

interface Found {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function scan(image: Buffer, ...args: string[]): Promise<Found> {
  folder.write("image.tar", image);
  let [stdout, stderr] = ["", ""];
  const code = await main({
    argv: ["scan", "--image", "image.tar", ...args],
    env: folder.env,
    cwd: folder.dir,
    stdin: (async function* () {})(),
    stdout: { write: (text) => (stdout += text), columns: 80 },
    stderr: { write: (text) => (stderr += text), columns: 80 },
  });
  for (const { secret } of keys) expect(stdout + stderr).not.toContain(secret);
  return { code, stdout, stderr };
}

/** Path and deleting layer of each SMTP password that is found. */
async function places(image: Buffer): Promise<[string, string | undefined][]> {
  const { stdout } = await scan(image, "--format", "json");
  const { findings } = JSON.parse(stdout) as {
    findings: { detector: string; path: string; evidence: { deletedBy?: string } }[];
  };
  return findings
    .filter(({ detector }) => detector === "aws-ses-smtp-password")
    .map(({ path, evidence }) => [path, evidence.deletedBy]);
}

const digest = (bytes: Buffer | string) => `sha256:${createHash("sha256").update(bytes).digest("hex")}`;

/** As `docker save` wrote it for years. */
function dockerSave(layers: readonly Buffer[], config: object = {}, extra: readonly Member[] = []): Buffer {
  const settings = JSON.stringify({ ...config, rootfs: { type: "layers", diff_ids: layers.map(digest) } });
  const files = layers.map((content, index) => ({ path: `${index}/layer.tar`, content }));
  const manifest = [{ Config: "config.json", RepoTags: ["x:latest"], Layers: files.map(({ path }) => path) }];
  return tar([
    ...files,
    { path: "config.json", content: settings },
    ...extra,
    { path: "manifest.json", content: JSON.stringify(manifest) },
  ]);
}

/** A manifest that the index of an image lists. */
interface Listed {
  readonly platform: { readonly os: string; readonly architecture: string };
  readonly content: string;
  /** Whether it is in the archive. */
  readonly isThere?: boolean;
  /** What else of it is in the archive. */
  readonly also?: Buffer | string;
}

/** An OCI layout with one image, behind an index as builds for several platforms have it. `listed` is in the index too. */
function ociLayout(
  layers: readonly Buffer[],
  config: object = {},
  annotations: object = {},
  listed: readonly Listed[] = [],
): Buffer {
  const blobs: Member[] = [];
  const blob = (content: Buffer | string) => {
    blobs.push({ path: `./blobs/${digest(content).replace(":", "/")}`, content });
    return { digest: digest(content), size: content.length };
  };
  const manifest = blob(
    JSON.stringify({ config: blob(JSON.stringify(config)), layers: layers.map(blob), annotations }),
  );
  const others = listed.map(({ platform, content, isThere = false, also }) => {
    if (isThere) blob(content);
    if (also !== undefined) blob(also);
    return { digest: digest(content), platform };
  });
  const index = blob(JSON.stringify({ manifests: [manifest, ...others] }));
  return tar([
    ...blobs,
    { path: "./oci-layout", content: "{}" },
    { path: "./index.json", content: JSON.stringify({ manifests: [index] }) },
  ]);
}

/** An image's index, and nothing that it lists. */
function indexOnly(): Buffer {
  const content = JSON.stringify({ manifests: [{ digest: digest("elsewhere") }] });
  return tar([
    { path: `blobs/${digest(content).replace(":", "/")}`, content },
    { path: "index.json", content: JSON.stringify({ manifests: [{ digest: digest(content) }] }) },
  ]);
}

const layers = [
  tar([
    { path: "app/.env", content: leak(0) },
    { path: "app/kept.env", content: leak(1) },
    { path: "srv/a/b/c.env", content: leak(2) },
    { path: "opt/d.env", content: leak(3) },
  ]),
  tar([
    { path: "app/.wh..env" },
    { path: "srv/.wh.a" },
    { path: "opt/.wh..wh..opq" },
    { path: "opt/e.env", content: leak(4) },
  ]),
];
const [below, above] = layers.map(digest) as [string, string];
const expected = [
  [`${below}/app/.env`, above],
  [`${below}/app/kept.env`, undefined],
  [`${below}/srv/a/b/c.env`, above],
  [`${below}/opt/d.env`, above],
  [`${above}/opt/e.env`, undefined],
];

test("every layer of a saved image is searched, and deleted files are said to be deleted", async () => {
  expect(await places(dockerSave(layers))).toEqual(expected);
  const { code, stdout } = await scan(dockerSave(layers));
  expect(stdout.replace(/\s+/g, " ")).toContain(`deleted by a later layer (${above.slice(0, 19)})`);
  expect(stdout).toContain(`${below}/app/.env:3:15`);
  expect(code).toBe(1);
  // Nobody can tell where it is by now.
  const json = (await scan(dockerSave(layers), "--format", "json")).stdout;
  expect(json).toContain("Stop the access key behind it");
  expect(json).not.toContain("When nothing uses the old key any more, turn it off");
});

test("an OCI layout, packed layers and a packed archive", async () => {
  expect(await places(ociLayout(layers))).toEqual(expected);
  expect(await places(zlib.gzipSync(dockerSave(layers)))).toEqual(expected);
  const packed = layers.map((layer) => zlib.gzipSync(layer));
  const names = packed.map(digest) as [string, string];
  const found = await places(ociLayout(packed));
  expect(found.map(([path]) => path)).toEqual(
    expected.map(([path], index) => (path as string).replace(/^sha256:\w+/, names[index === 4 ? 1 : 0])),
  );
});

test("environment, labels, commands, history and annotations", async () => {
  const [, user, pass] = leak(5).split("\n") as [string, string, string];
  const words = (index: number) => leak(index).trim().split("\n").join(" ");
  const config = {
    config: { Env: ["PATH=/bin", user, pass], Labels: { note: words(6) }, Cmd: ["sh", "-c", words(7)] },
    history: [{ created_by: `RUN ${words(1)}` }],
  };
  expect((await places(dockerSave([], config))).map(([path]) => path)).toEqual([
    "(image environment)",
    "(image labels)",
    "(image command)",
    "(image history)",
  ]);
  expect(await places(ociLayout([], {}, { note: words(2) }))).toEqual([["(image annotations)", undefined]]);
});

test("long names, in the way of pax and of GNU", async () => {
  const long = `${"folder/".repeat(40)}mail.env`;
  const field = (length: number): string => {
    const text = `${length} path=${long}\n`;
    return text.length === length ? text : field(text.length);
  };
  const layer = tar([
    { path: "x", type: "x", content: field(0) },
    { path: "short", content: leak(0) },
    { path: "././@LongLink", type: "L", content: `${long}2\0` },
    { path: "short", content: leak(1) },
  ]);
  expect(await places(dockerSave([layer]))).toEqual([
    [`${digest(layer)}/${long}`, undefined],
    [`${digest(layer)}/${long}2`, undefined],
  ]);
});

test("a layer that is stored once and named twice", async () => {
  const layer = tar([{ path: "a.env", content: leak(0) }]);
  const manifest = [{ Config: "c.json", Layers: ["0/layer.tar", "1/layer.tar"] }];
  const image = tar([
    { path: "0/layer.tar", content: layer },
    { path: "1/layer.tar", type: "2", target: "../0/layer.tar" },
    { path: "c.json", content: JSON.stringify({ rootfs: { diff_ids: [digest(layer), digest(layer)] } }) },
    { path: "manifest.json", content: JSON.stringify(manifest) },
  ]);
  expect(await places(image)).toEqual([[`${digest(layer)}/a.env`, undefined]]);
});

test("a name that is a key, and ignorePaths", async () => {
  const { secret } = keys[0] as (typeof keys)[0];
  const image = dockerSave([
    tar([{ path: `SES_SMTP_PASSWORD=${secret}` }, { path: "test/a.env", content: leak(1) }]),
  ]);
  expect((await scan(image)).code).toBe(1);
  const repo = new TestRepo();
  repo.write(".keylatch/config.json", JSON.stringify({ ignorePaths: ["test/**"] }));
  repo.write("image.tar", dockerSave([tar([{ path: "test/a.env", content: leak(1) }])]));
  const { code, stdout } = repo.keylatch("scan", "--image", "image.tar");
  expect(stdout).toContain("1 path that ignorePaths leaves out");
  expect(code).toBe(0);
  repo.remove();
});

test("a clean image is clean", async () => {
  const { code, stdout } = await scan(dockerSave([tar([{ path: "etc/motd", content: "hello\n" }])]));
  expect(stdout).toContain("clean: 1 file");
  expect(code).toBe(0);
});

/** Since Node 22.15. */
const knowsZstd = "createZstdDecompress" in zlib;

test("zstd is unpacked, or nothing counts as checked", async () => {
  const layer = tar([{ path: "a.env", content: leak(1) }]);
  const cut = layer.length >> 1;
  const frames = [zstdFrame(layer.subarray(0, cut)), zstdFrame(layer.subarray(cut))];
  for (const packed of [frames, [skippableFrame(Buffer.from("x")), ...frames]]) {
    const content = Buffer.concat(packed);
    const { code, stdout, stderr } = await scan(ociLayout([content]));
    if (knowsZstd) expect([code, stdout]).toEqual([1, expect.stringContaining("/a.env:3:15")]);
    else expect([code, stderr]).toEqual([2, expect.stringMatching(/zstd,\s+which\s+needs\s+Node\s+22\.15/)]);
  }
});

(knowsZstd ? test : test.skip).each<[string, (layer: Buffer) => Buffer]>([
  ["broken", (layer) => Buffer.concat([layer.subarray(0, 4), Buffer.alloc(600)])],
  ["cut off", (layer) => layer.subarray(0, -1)],
  ["followed by something else", (layer) => Buffer.concat([layer, Buffer.from("more")])],
])("zstd that is %s is an error, never clean", async (_, change) => {
  const layer = change(zstdFrame(tar([{ path: "motd", content: "hello\n" }])));
  const { code, stdout, stderr } = await scan(ociLayout([layer]));
  expect([code, stdout, stderr]).toEqual([2, "", expect.stringMatching(/cannot\s+be\s+unpacked/)]);
});

describe("images for several platforms of which the archive has some, as docker save writes what was pulled", () => {
  const nowhere = digest("nowhere");
  const other = (config: string, layer: string) =>
    JSON.stringify({ config: { digest: config }, layers: [{ digest: layer }] });
  const arm = { os: "linux", architecture: "arm64" };

  test.each<[string, Omit<Listed, "platform">]>([
    ["without its manifest", { content: other(nowhere, nowhere) }],
    ["with its manifest, but nothing else", { content: other(nowhere, nowhere), isThere: true }],
  ])("one %s is named", async (_, listed) => {
    const image = ociLayout(layers, {}, {}, [{ platform: arm, ...listed }]);
    expect(await places(image)).toEqual(expected);
    expect(JSON.parse((await scan(image, "--format", "json")).stdout).skipped).toEqual([
      { path: "linux/arm64", reason: "not in this archive" },
    ]);
  });

  const large = (json: string) => " ".repeat(4 << 20) + json;
  const layer = tar([{ path: "a.env", content: leak(4) }]);
  test.each<[string, Omit<Listed, "platform">]>([
    ["manifest", { content: large(other(digest("{}"), digest(layer))), isThere: true }],
    [
      "configuration",
      { content: other(digest(large("{}")), digest(layer)), isThere: true, also: large("{}") },
    ],
    ["layer", { content: other(nowhere, digest(layer)), isThere: true, also: layer }],
  ])("one with a %s that was not read is damaged, never clean", async (_, listed) => {
    const { code, stdout, stderr } = await scan(ociLayout(layers, {}, {}, [{ platform: arm, ...listed }]));
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr.replace(/\s+/g, " ")).toContain("but not all that belongs to it");
  });

  test("a layer that it shares with an image of the archive is no reason to refuse", async () => {
    const content = other(nowhere, digest(layers[0] as Buffer));
    expect(await places(ociLayout(layers, {}, {}, [{ platform: arm, content, isThere: true }]))).toEqual(
      expected,
    );
  });

  test("one that lacks a layer is damaged", async () => {
    const content = other(digest("{}"), nowhere);
    const { code, stderr } = await scan(
      ociLayout(layers, {}, {}, [{ platform: arm, content, isThere: true }]),
    );
    expect([code, stderr.replace(/\s+/g, " ")]).toEqual([2, expect.stringContaining("which is not in it")]);
  });
});

describe("what cannot be read to its end is an error, never clean", () => {
  const image = dockerSave(layers);
  const changed = (at: number) => {
    const copy = Buffer.from(image);
    copy[at] = (copy[at] as number) ^ 1;
    return copy;
  };
  test.each<[string, Buffer]>([
    ["an archive that ends within a layer", image.subarray(0, 3000)],
    ["an archive that ends before its manifest", image.subarray(0, image.length - 2048)],
    ["a header with a wrong checksum", changed(0)],
    ["a layer with another digest", changed(2 * 512 + 4)],
    ["no image", tar([{ path: "readme.md", content: "hello" }])],
    ["no archive", Buffer.alloc(2000, "x")],
    ["an empty file", Buffer.alloc(0)],
    ["a packed archive that ends early", zlib.gzipSync(image).subarray(0, 400)],
    [
      "a manifest of another kind",
      tar([{ path: "manifest.json", content: '{"schemaVersion":2,"layers":[]}' }]),
    ],
    ["a manifest of nothing", tar([{ path: "manifest.json", content: "null" }])],
    ["a manifest without images", tar([{ path: "manifest.json", content: "[]" }])],
    ["an index without images", tar([{ path: "index.json", content: '{"manifests":[]}' }])],
    ["an index whose images are elsewhere", indexOnly()],
    ["a manifest that is no JSON", tar([{ path: "manifest.json", content: "[{" }])],
    [
      "a layer that is missing",
      tar([
        { path: "c.json", content: "{}" },
        { path: "manifest.json", content: '[{"Config":"c.json","Layers":["x/layer.tar"]}]' },
      ]),
    ],
  ])("%s", async (_, bytes) => {
    const { code, stdout, stderr } = await scan(bytes);
    expect(stderr).toContain("keylatch:");
    expect(stderr).not.toContain("unexpected");
    expect([code, stdout]).toEqual([2, ""]);
  });

  test("a file that is not there", () => {
    const outcome = folder.keylatch("scan", "--image", join(folder.base, "none.tar"));
    expect(outcome.stderr.replace(/\s+/g, " ")).toContain("cannot be read (ENOENT)");
    expect(outcome.code).toBe(2);
  });

  test("a pipe, which is no image's fault", () => {
    folder.write("image.tar", dockerSave([]));
    const command = `cat image.tar | "${process.execPath}" "${keylatchBin()}" scan --image /dev/stdin`;
    const outcome = folder.run("sh", ["-c", command]);
    expect(outcome.stderr.replace(/\s+/g, " ")).toContain("cannot be read (a pipe can be read only once)");
    expect(outcome.stderr).toContain("npx keylatch scan --image image.tar\n");
    expect(outcome.code).toBe(2);
  });

  test("a folder", () => {
    const outcome = folder.keylatch("scan", "--image", folder.base);
    expect(outcome.stderr).toContain(
      "tar -cf image.tar -C FOLDER . && npx keylatch scan --image image.tar\n",
    );
    expect(outcome.code).toBe(2);
  });
});
