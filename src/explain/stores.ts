import type { Detector } from "../../detectors/detector.ts";
import { code, type Passage, shell } from "./block.ts";
import type { Language, Store } from "./choices.ts";
import { type Pair, pairOf, storedOf } from "./pairs.ts";
import type { Snippet } from "./snippets.ts";

const STORES: Readonly<Record<Store, string>> = {
  env: "Environment variables",
  "aws-secrets-manager": "AWS Secrets Manager",
  vault: "HashiCorp Vault",
  conjur: "CyberArk Conjur",
};

const LANGUAGES: Readonly<Record<Language, string>> = {
  ts: "TypeScript",
  python: "Python",
  java: "Java",
  go: "Go",
  csharp: "C#",
};

/** The stores to choose from. */
export function storesOverview(detector: Detector): Passage[] {
  return [
    `Where a program gets ${pairOf(detector).title} from, in TypeScript, Python, Java, Go and C#:`,
    [
      "env: variables of the process, from a git-ignored .env or the platform. A way to carry a value, not a vault: child processes and crash dumps see it.",
      "aws-secrets-manager: for what runs in AWS with a role; rotation and audit included.",
      "vault: HashiCorp Vault, key-value engine version 2, with a short-lived login.",
      "conjur: CyberArk Conjur (Secrets Manager), with the workload's own identity.",
    ],
    shell`keylatch explain ${detector.id} --store vault --lang python`,
  ];
}

/** A program with its heading: "HashiCorp Vault, Go:". */
export function example({ store, lang, code: program }: Snippet): Passage[] {
  return [`${STORES[store]}, ${LANGUAGES[lang]}:`, code(lang, program.trimEnd())];
}

/** How to put the pair or the value into a store without showing it. */
export function storing(detector: Detector, store: Store): Passage[] {
  const pair = pairOf(detector);
  const stored = storedOf(detector);
  if (stored === pair) return storingOf(pair, store);
  const names = store === "env" ? stored.variables : stored.fields;
  return [
    ...storingOf(stored, store),
    `The programs read ${pair.title}, two values. Only one is stored here: let them read ${names} in their place.`,
  ];
}

function storingOf(pair: Pair, store: Store): Passage[] {
  switch (store) {
    case "env":
      return [
        "Keep .env out of git before you put anything in it, fill it in an editor, and commit the names of its variables:",
        shell`
          git check-ignore -q .env || echo .env >> .gitignore
          ( umask 077; touch .env )
          printf '${pair.variables.map((variable) => `${variable}=\\n`).join("")}' > .env.example
          git add .gitignore .env.example`,
        "In production the platform sets the variables, from a store.",
      ];
    case "aws-secrets-manager":
      return [
        fromEnvironment(pair),
        shell`
          ${asJson(pair)} |
            aws secretsmanager create-secret --name ${pair.name} \
              --secret-string file:///dev/stdin`,
        "For a new value later: put-secret-value --secret-id instead of create-secret --name.",
      ];
    case "vault":
      return [
        fromEnvironment(pair),
        shell`
          ${asJson(pair)} |
            vault kv put -mount=secret ${pair.name} -`,
      ];
    case "conjur":
      return conjur(pair);
  }
}

function conjur(pair: Pair): Passage[] {
  const { name, fields, variables } = pair;
  const put = fields.map(
    (field, index) =>
      `printf %s "$${variables[index]}" | curl -sf --data-binary @- \\\n  -H "$(conjur authenticate -H)" "$C/${encodeURIComponent(`${name}/${field}`)}"`,
  );
  return [
    "A policy declares what is stored (secret.yml):",
    code(
      "yaml",
      "- !policy",
      `  id: ${name}`,
      "  body:",
      ...fields.map((field) => `    - !variable ${field}`),
    ),
    fromEnvironment(pair),
    shell`
      ( . ./.env
      conjur policy load -b root -f secret.yml
      C=$CONJUR_APPLIANCE_URL/secrets/$CONJUR_ACCOUNT/variable
      ${put.join("\n")} )`,
    "Code that reads environment variables needs no change: summon fetches them (secrets.yml):",
    code("yaml", ...fields.map((field, index) => `${variables[index]}: !var ${name}/${field}`)),
    "and starts the program with them:",
    shell`summon -p summon-conjur -f secrets.yml npm start`,
  ];
}

function fromEnvironment({ variables }: Pair): string {
  return `With ${variables.join(" and ")} in a git-ignored .env (values in single quotes), nothing is shown or kept in the shell's history:`;
}

/** Writes the variables as one JSON object. A subshell reads them, so that the next command (AWS's CLI) does not. */
function asJson({ fields, variables }: Pair): string {
  const members = fields.map((field, index) => `${field}: env.${variables[index]}`);
  return `( set -a; . ./.env; jq -n '{${members.join(",\n    ")}}' )`;
}
