import { isOwnFile } from "../ownFile.ts";
import { codeSpot } from "./codeSpot.ts";
import { consumerOf, leftBecause } from "./consumers.ts";
import { dotenvSpot, isDotenv } from "./dotenvSpot.ts";
import type { File, Reason, Secret, Spot } from "./edit.ts";
import { helmSpot, isHelmValues } from "./helmSpot.ts";
import { isKubernetes, kubernetesSpot } from "./kubernetesSpot.ts";
import { languageOf } from "./languages.ts";
import { templateSpot } from "./templateSpot.ts";
import { terraformSpot } from "./terraformSpot.ts";

/** Longer lines are generated, UTF-16 units. */
const LONGEST_LINE = 1000;

/** How to take one secret out of a file, or why that is not safe. */
export function spotOf(file: File, secret: Secret): Spot | Reason {
  const { path, text } = file;
  if (text.includes("\0")) return "binary";
  const isSplit = secret.encodings.includes("concatenation");
  if (text.slice(secret.start, secret.end).includes("\n") && !isSplit) return "several-lines";
  if (isOwnFile(path)) return "own-file";
  if (isDotenv(path)) return dotenvSpot(file, secret);
  const lineStart = text.lastIndexOf("\n", secret.start - 1) + 1;
  const lineEnd = text.indexOf("\n", secret.end);
  if ((lineEnd === -1 ? text.length : lineEnd) - lineStart > LONGEST_LINE + secret.end - secret.start)
    return "long-line";
  if (/\.(?:tf|tfvars)$/i.test(path)) return terraformSpot(file, secret);
  if (isHelmValues(file)) return helmSpot(file, secret);
  if (isKubernetes(file)) return kubernetesSpot(file, secret);
  if (/!\[[A-Za-z0-9+/=]{20,}\]/.test(text) && /\.(?:ya?ml|properties)$/i.test(path))
    return "mule-secure-file";
  if (text.startsWith("$ANSIBLE_VAULT")) return "ansible-vault";
  const consumer = consumerOf(file);
  if (consumer !== null) return templateSpot(file, secret, consumer);
  const language = languageOf(path, text);
  return language === null ? leftBecause(file) : codeSpot(file, secret, language);
}
