import type { Store } from "../../explain/choices.ts";
import type { StoreSecret } from "../../fix/storeFields.ts";

/** Lines to paste, one for each shell; equal if the same line works in both. */
export interface StoreCommand {
  readonly posix: string;
  readonly powershell: string;
}

/** JavaScript that reads `.env` into `e`; without double quotes, so that it is one argument in every shell. */
const read = (env: string) => `const e=require('util').parseEnv(require('fs').readFileSync('${env}','utf8'))`;

/**
 * A command that prints a value to a pipe.
 * @param env path of `.env` from the current folder
 * @param value JavaScript without double quotes; `e` has the variables
 */
export function printing(env: string, value: string): string {
  return `node -e "${read(env)};process.stdout.write(${value})"`;
}

function json({ fields }: StoreSecret): string {
  return `JSON.stringify({${fields.map((field) => field.join(":")).join()}})`;
}

/** Commands that put what is in `.env` into a store; no value is shown or kept in the shell's history. */
export function storeCommands(store: Store, secret: StoreSecret, env: string): StoreCommand[] {
  const { name, fields } = secret;
  switch (store) {
    case "env":
      return [];
    case "aws-secrets-manager": {
      const args = `'secretsmanager','create-secret','--name','${name}','--secret-string'`;
      return [
        {
          posix: `${printing(env, json(secret))} | aws secretsmanager create-secret --name ${name} --secret-string file:///dev/stdin`,
          // Windows has no /dev/stdin, and its PowerShell removes quotes from arguments.
          powershell: `node -e "${read(env)};process.exit(require('child_process').spawnSync('aws',[${args},${json(secret)}],{stdio:'inherit'}).status)"`,
        },
      ];
    }
    case "vault":
      return [both(`${printing(env, json(secret))} | vault kv put -mount=secret ${name} -`)];
    case "conjur":
      return fields.map(([field, value]) => {
        const id = encodeURIComponent(`${name}/${field}`);
        return {
          posix: `${printing(env, value)} | curl -sf --data-binary @- -H "$(conjur authenticate -H)" "$CONJUR_APPLIANCE_URL/secrets/$CONJUR_ACCOUNT/variable/${id}"`,
          powershell: `conjur variable set -i ${name}/${field} -v (${printing(env, value)})`,
        };
      });
  }
}

function both(line: string): StoreCommand {
  return { posix: line, powershell: line };
}
