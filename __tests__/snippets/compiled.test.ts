import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parsers } from "../helpers/parsers.ts";
import { run, toolchain, withToolchain } from "../helpers/toolchain.ts";
import { snippetsIn } from "./pair.ts";

const MODULES = [
  "github.com/aws/aws-sdk-go-v2@v1.48.0",
  "github.com/aws/aws-sdk-go-v2/config@v1.33.18",
  "github.com/aws/aws-sdk-go-v2/service/secretsmanager@v1.50.12",
  "github.com/cyberark/conjur-api-go@v0.15.7",
  "github.com/hashicorp/vault/api@v1.23.0",
  "github.com/hashicorp/vault/api/auth/approle@v0.12.0",
];

/** One package for each snippet. */
function writeGo(folder: string): void {
  for (const { type, store, code } of snippetsIn("go")) {
    mkdirSync(join(folder, store, type), { recursive: true });
    writeFileSync(join(folder, store, type, "snippet.go"), code);
  }
}

const go = toolchain(`go ${MODULES.join(" ")}`, (folder) => {
  run("go", ["mod", "init", "snippets"], folder);
  run("go", ["get", ...MODULES], folder);
  writeGo(folder);
  run("go", ["mod", "tidy"], folder);
  // Fills the compiler's cache.
  run("go", ["build", "./..."], folder);
});

withToolchain("Go, with the modules the snippets name", go, (folder) => {
  test("all of them build, and vet finds nothing", () => {
    writeGo(folder);
    const env = { GOFLAGS: "-mod=readonly", GOPROXY: "off" };
    run("go", ["build", "./..."], folder, env);
    run("go", ["vet", "./..."], folder, env);
  });
});

const ARTIFACTS = [
  ["software.amazon.awssdk", "secretsmanager", "2.57.8"],
  ["com.fasterxml.jackson.core", "jackson-databind", "2.23.0"],
  ["org.springframework.vault", "spring-vault-core", "4.0.4"],
];

const java = toolchain(`java ${ARTIFACTS.join(" ")}`, (folder) => {
  run("javac", ["-version"], folder);
  const dependencies = ARTIFACTS.map(
    ([group, name, version]) =>
      `<dependency><groupId>${group}</groupId><artifactId>${name}</artifactId><version>${version}</version></dependency>`,
  );
  const project = `<modelVersion>4.0.0</modelVersion><groupId>k</groupId><artifactId>s</artifactId><version>1</version>`;
  writeFileSync(
    join(folder, "pom.xml"),
    `<project>${project}<dependencies>${dependencies.join("")}</dependencies></project>`,
  );
  run("mvn", ["-q", "-B", "dependency:copy-dependencies", "-DoutputDirectory=jars"], folder);
});

withToolchain("Java, with the artifacts the snippets name", java, (folder) => {
  test("all of them compile without a warning", () => {
    const own = join(folder, `run-${process.pid}`);
    const files = snippetsIn("java").map(({ type, store, code }) => {
      const name = /^record (\w+)/m.exec(code)?.[1];
      const inside = join(own, store, type);
      mkdirSync(inside, { recursive: true });
      // All have the same few names: each gets a package of its own.
      writeFileSync(
        join(inside, `${name}.java`),
        `package ${store.replaceAll("-", "")}.${type.toLowerCase()};\n${code}`,
      );
      return join(inside, `${name}.java`);
    });
    run(
      "javac",
      ["-Xlint:all", "-Werror", "-proc:none", "-d", join(own, "classes"), "-cp", "jars/*", ...files],
      folder,
    );
    rmSync(own, { recursive: true });
  });
});

withToolchain("C#, by its grammar", parsers, () => {
  test.each(snippetsIn("csharp"))("$type, $store has no syntax error", ({ code }) => {
    const { errors } = parsers.parse("c_sharp", [code]);
    expect(errors).toEqual([]);
  });
});
