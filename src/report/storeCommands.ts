import type { StoreSecret } from "../fix/storeFields.ts";

export type FixStore = "env" | "aws-secrets-manager" | "vault" | "conjur";

/** Lines to paste, one for each shell; the same line when it works in both. */
export interface StoreCommand {
  readonly posix: string;
  readonly powershell: string;
}

/** Reads `.env` without showing it; single quotes, so that the line is one in every shell. */
const READ = "const e=require('util').parseEnv(require('fs').readFileSync('.env','utf8'))";
const put = (text: string) => `node -e "${READ};process.stdout.write(${text})"`;

/** Prints the value of a variable in `.env`, to be piped on. */
export function printing(variable: string): string {
  return put(`e.${variable}`);
}

function json({ fields }: StoreSecret): string {
  return `JSON.stringify({${fields.map(([field, variable]) => `${field}:e.${variable}`).join()}})`;
}

/** Commands that put what is in `.env` into a store; no value is shown or kept in the shell's history. */
export function storeCommands(store: FixStore, secret: StoreSecret): StoreCommand[] {
  const { name, fields } = secret;
  switch (store) {
    case "env":
      return [];
    case "aws-secrets-manager": {
      const args = `'secretsmanager','create-secret','--name','${name}','--secret-string'`;
      return [
        {
          posix: `${put(json(secret))} | aws secretsmanager create-secret --name ${name} --secret-string file:///dev/stdin`,
          // Windows has no /dev/stdin, and its PowerShell takes quotes out of arguments.
          powershell: `node -e "${READ};process.exit(require('child_process').spawnSync('aws',[${args},${json(secret)}],{stdio:'inherit'}).status)"`,
        },
      ];
    }
    case "vault":
      return [both(`${put(json(secret))} | vault kv put -mount=secret ${name} -`)];
    case "conjur":
      return fields.map(([field, variable]) => {
        const id = encodeURIComponent(`${name}/${field}`);
        return {
          posix: `${printing(variable)} | curl -sf --data-binary @- -H "$(conjur authenticate -H)" "$CONJUR_APPLIANCE_URL/secrets/$CONJUR_ACCOUNT/variable/${id}"`,
          powershell: `conjur variable set -i ${name}/${field} -v (${printing(variable)})`,
        };
      });
  }
}

function both(line: string): StoreCommand {
  return { posix: line, powershell: line };
}
