import { dirname, join } from "node:path/posix";
import type { Reason } from "../../fix/edit.ts";
import { posix } from "../shell/shell.ts";

/** What to do instead, by the reason; `{file}` is the path, quoted, and `{env}` that of `.env`. */
const BY_HAND: Readonly<Record<Reason, string>> = {
  "ansible-vault": "the file is a vault already: edit it with ansible-vault",
  binary: "the file is binary: recreate it without the secret",
  comment: "it is in a comment: delete it there",
  constant: "the language requires a constant there: read the variable at run time, and pass the value on",
  dockerfile:
    "whoever has the image can read its values: move the line to .env, and start the container with docker run --env-file .env, or use a build secret",
  encoded:
    "it is encoded or written with escapes that the file's reader may or may not undo: put the plain value in .env, and encode it where it is used",
  "env-tracked":
    ".env is in git, so no value may move there: git rm --cached -- {env}, add /.env to .gitignore, and run `keylatch fix` again; your copy stays",
  "env-unusable":
    ".env or .gitignore is a link, not a file, read-only, or in UTF-16: make it a plain file, and run `keylatch fix` again",
  "file-name": "it is part of a name: git mv the file",
  "gitlab-variables":
    "a GitLab job gets secret variables from its project: delete the line, and add a masked variable under Settings > CI/CD > Variables",
  json: "JSON has no references to variables: leave the value empty there, and let the program read the variable, or write the file at deployment",
  "kubernetes-other":
    "only a container's env can take its value from a Secret: create the Secret with kubectl, and mount it or read it there",
  "kubernetes-secret":
    "a Secret in git is readable by everyone who reads the repository: git rm --cached -- {file}, and add its name to .gitignore; your copy stays, for kubectl apply -f {file}",
  "long-line": "the line looks generated: fix its source, and build it again",
  "mule-secure-file":
    "the file holds encrypted values: encrypt this one too, with the secure properties tool, and rotate it, because the clear text was here",
  "no-reference":
    "keylatch does not know how this kind of file refers to a variable: leave the value empty, and let the program read the variable",
  notebook: 'a notebook is JSON around code: write os.environ["NAME"] in the cell, and clear the outputs',
  "odd-name":
    "the file's name is not UTF-8, so keylatch cannot safely tell git which file to change: edit it, and git add it",
  "own-file":
    "the file is made to hold secrets, so it does not belong in git: git rm --cached -- {file}, and add its name to .gitignore; your copy stays",
  prose: "the text is for people: write a made-up placeholder in its place",
  quoting:
    "programs that read .env do not agree on how to quote this value: put it in your secret store, and read it from there",
  "several-lines": "it spans several lines: keep it in a git-ignored file of its own, and refer to that file",
  state:
    "Terraform's state holds secrets by design: git rm --cached -- {file}, and keep it in a remote backend",
  symlink: "it is the target of a symbolic link: recreate the link",
  "too-large": "the file is larger than 1 MB: edit it, and git add it",
  unsure: "replacing it there could change what the file means: put in a reference yourself, and git add it",
  xml: "XML itself has no references to variables: leave the value empty, and let the program read the variable",
  yaml: "keylatch does not know which program reads this YAML, and YAML itself has no references to variables: leave the value empty, and let the program read the variable",
};

/**
 * Why `keylatch fix` leaves a secret alone and what to do instead: a sentence without capital letter and full stop.
 * @param path relative to the top
 * @param env path of `.env`, which is at the top, relative to the current folder
 */
export function advice(reason: Reason, path: string, env: string): string {
  return BY_HAND[reason]
    .replaceAll("{file}", () => posix.quote(join(dirname(env), path)))
    .replaceAll("{env}", () => join(env));
}
