// Shows keylatch at work: packs it, installs it in a scratch repository, and makes real commits and pushes with keys
// made up for this run. Every step is checked; the exit code is 1 if one did not do what its title says.
import { spawnSync } from "node:child_process";
import { randomInt } from "node:crypto";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const base = realpathSync(mkdtempSync(join(tmpdir(), "keylatch-demo-")));
const scratch = join(base, "shop");
const home = join(base, "home");

const env = {
  ...Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(GIT_|KEYLATCH_|HUSKY|npm_)/.test(name)),
  ),
  HOME: home,
  XDG_CONFIG_HOME: join(home, ".config"),
  // Keep npm's own settings, such as the registry of a company.
  npm_config_userconfig: process.env.npm_config_userconfig ?? join(process.env.HOME ?? home, ".npmrc"),
  npm_config_cache: process.env.npm_config_cache ?? join(process.env.HOME ?? home, ".npm"),
  GIT_CONFIG_NOSYSTEM: "1",
  ...(process.stdout.isTTY && { FORCE_COLOR: "1" }),
  COLUMNS: "80",
};
const failures = [];

/** Runs a command in the scratch repository, prints it with its output, and checks output and exit code. */
function show(title, command, args, expected) {
  console.log(`\n\x1b[1m${title}\x1b[0m\n$ ${[command, ...args.map(quoted)].join(" ")}`);
  const { status, stdout, stderr } = run(command, args);
  const output = `${stdout}${stderr}`;
  process.stdout.write(output);
  const problems = [
    ...((status === 0) === (expected.ok ?? false) ? [] : [`ended with ${status}`]),
    ...(expected.says ?? []).filter((text) => !output.includes(text)).map((text) => `does not say "${text}"`),
    ...(expected.hides ?? []).filter((text) => output.includes(text)).map(() => "shows a secret"),
  ];
  for (const problem of problems) failures.push(`${title}: ${problem}`);
}

/** Runs a command that has to succeed, without printing anything. */
function quietly(command, ...args) {
  const { status, stdout, stderr } = run(command, args);
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${status}\n${stdout}${stderr}`);
  return stdout;
}

function run(command, args, cwd = scratch) {
  // On Windows npm and keylatch are .cmd files, which only a shell starts; it would cut paths and sentences at blanks.
  const shell = process.platform === "win32" && command !== "git" && command !== process.execPath;
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, env, encoding: "utf8", shell });
  if (error) throw error;
  return { status, stdout, stderr };
}

function quoted(word) {
  return /^[\w./:@=-]+$/.test(word) ? word : `'${word}'`;
}

function write(path, text) {
  mkdirSync(dirname(join(scratch, path)), { recursive: true });
  writeFileSync(join(scratch, path), text);
  quietly("git", "add", path);
}

/** Removes a blocked file again, as a person would. */
function drop(path) {
  quietly("git", "rm", "--quiet", "--force", path);
}

async function fakeKeys() {
  const bundle = await build({
    entryPoints: [join(root, "detectors/fake.ts")],
    bundle: true,
    platform: "node",
    format: "esm",
    write: false,
  });
  const { Fake } = await import(
    `data:text/javascript;base64,${Buffer.from(bundle.outputFiles[0].contents).toString("base64")}`
  );
  const fake = new Fake(randomInt(2 ** 31));
  return {
    id: fake.accessKeyId(),
    secret: fake.secretAccessKey(),
    smtpId: fake.accessKeyId(),
    smtp: fake.smtpPassword(),
    clientId: fake.clientId(),
    clientSecret: fake.clientSecret(),
    leaked: fake.clientSecret(),
  };
}

async function main() {
  const keys = await fakeKeys();
  const hides = [keys.secret, keys.smtp, keys.clientSecret, keys.leaked];

  console.log("Building and packing keylatch, and installing it in a scratch repository …");
  mkdirSync(scratch);
  mkdirSync(home);
  const built = run(process.execPath, [join(root, "scripts/build.mjs")], root);
  if (built.status !== 0) throw new Error(`the build failed\n${built.stderr}`);
  const packed = run("npm", ["pack", "--ignore-scripts", "--silent", "--pack-destination", base], root);
  if (packed.status !== 0) throw new Error(`npm pack failed\n${packed.stderr}`);
  const tarball = join(
    base,
    readdirSync(base).find((name) => name.endsWith(".tgz")),
  );
  quietly("git", "init", "--quiet", "--initial-branch=main");
  quietly("git", "config", "user.name", "Robin Doe");
  quietly("git", "config", "user.email", "robin@example.com");
  writeFileSync(
    join(scratch, "package.json"),
    `${JSON.stringify({ name: "shop", version: "1.0.0", private: true }, null, 2)}\n`,
  );
  writeFileSync(join(scratch, ".gitignore"), "node_modules\n.env\n");
  quietly("npm", "install", "--save-dev", "--no-audit", "--no-fund", tarball);
  const keylatch = join("node_modules", ".bin", "keylatch");
  show("keylatch init wires the repository", keylatch, ["init"], { ok: true, says: [".husky/pre-commit"] });
  quietly("git", "add", ".");
  show("A commit without keys goes through", "git", ["commit", "--quiet", "-m", "install keylatch"], {
    ok: true,
  });
  quietly("git", "init", "--quiet", "--bare", join(base, "remote.git"));
  quietly("git", "remote", "add", "origin", join(base, "remote.git"));
  show("So does a push", "git", ["push", "--quiet", "origin", "main"], { ok: true });

  write(
    "config/mail.env",
    `SES_SMTP_HOST=email-smtp.eu-west-1.amazonaws.com\nSES_SMTP_USER=${keys.smtpId}\nSES_SMTP_PASS=${keys.smtp}\n`,
  );
  show("An SES SMTP credential is blocked", "git", ["commit", "-m", "wire the mailer"], {
    says: ["aws-ses-smtp-password", "config/mail.env:3:15", keys.smtpId, "commit blocked"],
    hides,
  });
  drop("config/mail.env");

  write(
    "src/aws.ts",
    `export const client = new SESClient({\n  region: "eu-west-1",\n  credentials: {\n    accessKeyId: "${keys.id}",\n    secretAccessKey: "${keys.secret}",\n  },\n});\n`,
  );
  show("An AWS key pair is blocked", "git", ["commit", "-m", "send mail"], {
    says: ["aws-secret-access-key", "src/aws.ts:5:23", keys.id, "commit blocked"],
    hides,
  });
  drop("src/aws.ts");

  write(
    "src/main/resources/config.yaml",
    `anypoint:\n  platform:\n    client_id: ${keys.clientId}\n    client_secret: ${keys.clientSecret}\n`,
  );
  show("An Anypoint client secret is blocked", "git", ["commit", "-m", "configure autodiscovery"], {
    says: ["anypoint-client-secret", "src/main/resources/config.yaml:4:20", keys.clientId, "commit blocked"],
    hides,
  });
  const reason = "API-212: sandbox app, deleted on Friday";
  show(
    "An override lets it through, with a record",
    "git",
    ["-c", `keylatch.override=${reason}`, "commit", "-m", "configure autodiscovery"],
    {
      ok: true,
      says: [reason, ".keylatch/overrides/"],
      hides,
    },
  );
  show("The record is part of the commit", "git", ["show", "--stat", "--format=%s"], {
    ok: true,
    says: [".keylatch/overrides/"],
  });
  const record = readFileSync(
    join(scratch, ".keylatch/overrides", readdirSync(join(scratch, ".keylatch/overrides"))[0]),
    "utf8",
  );
  if (hides.some((secret) => record.includes(secret))) failures.push("the record holds a secret");
  show("keylatch audit lists it", keylatch, ["audit"], { ok: true, says: [reason, "Robin Doe"], hides });

  write("notes.md", `# Anypoint\n\nclient id: ${keys.clientId}\nclient secret: ${keys.leaked}\n`);
  show("Someone goes around the hook", "git", ["commit", "--quiet", "--no-verify", "-m", "notes"], {
    ok: true,
  });
  show("The push is blocked", "git", ["push", "origin", "main"], {
    says: ["anypoint-client-secret", "notes.md:4:16", "push blocked"],
    hides,
  });
  show("The remote did not get it", "git", ["log", "--format=%s", "origin/main"], {
    ok: true,
    says: ["install keylatch"],
    hides: ["notes"],
  });
}

try {
  await main();
} catch (error) {
  failures.push(error.message);
} finally {
  rmSync(base, { recursive: true, force: true });
}
for (const failure of failures) console.error(`\nthe demo failed: ${failure}`);
if (failures.length === 0) console.log("\nEvery step did what it says.");
process.exitCode = failures.length === 0 ? 0 : 1;
