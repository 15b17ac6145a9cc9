import { spawnSync } from "node:child_process";

/**
 * Other scanners, and the shell commands that make each do the same work in the repository. As their rules differ, only the
 * times are comparable. None may use the network.
 */
const PEERS = [
  {
    name: "gitleaks",
    version: ["version"],
    tasks: {
      commit: "gitleaks git --staged --no-banner --log-level error . || true",
      tree: "gitleaks dir --no-banner --log-level error src || true",
      history: "gitleaks git --no-banner --log-level error . || true",
    },
  },
  {
    name: "trufflehog",
    version: ["--version", "--no-update"],
    tasks: {
      commit: "trufflehog git file://. --since-commit HEAD --no-verification --no-update >/dev/null || true",
      tree: "trufflehog filesystem src --no-verification --no-update >/dev/null || true",
      history: 'trufflehog git "file://$PWD" --no-verification --no-update >/dev/null || true',
    },
  },
  {
    name: "secretlint",
    version: ["--version"],
    tasks: {
      commit: "git diff --cached --name-only -z | xargs -0 secretlint --no-terminalLink || true",
      tree: 'secretlint --no-terminalLink "src/**/*" || true',
    },
  },
  {
    name: "git-secrets",
    version: null,
    tasks: {
      commit: "git secrets --pre_commit_hook || true",
      tree: "git secrets --scan -r src || true",
      history: "git secrets --scan-history || true",
    },
  },
  {
    name: "detect-secrets",
    version: ["--version"],
    tasks: {
      commit: "git diff --cached --name-only -z | xargs -0 detect-secrets-hook --no-verify || true",
      tree: "detect-secrets scan --all-files --no-verify src >/dev/null || true",
    },
  },
  {
    name: "ripsecrets",
    version: ["--version"],
    tasks: {
      commit: "git diff --cached --name-only -z | xargs -0 ripsecrets || true",
      tree: "ripsecrets src || true",
    },
  },
];

/** The peers on the PATH with their versions, and the names of the others. */
export function installedPeers() {
  const present = [];
  const absent = [];
  for (const peer of PEERS) {
    const { stdout, stderr, error } = spawnSync(peer.name, peer.version ?? ["--list"], { encoding: "utf8" });
    if (error) absent.push(peer.name);
    else present.push({ ...peer, version: /\d+\.\d+[\w.]*/.exec(`${stdout}${stderr}`)?.[0] ?? "" });
  }
  return { present, absent };
}
