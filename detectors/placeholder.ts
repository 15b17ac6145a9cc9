import { words } from "./words.ts";

/** Syntax of values that only refer to the real one. */
const REFERENCES: readonly RegExp[] = [
  /[$#@]\{[^}]*(?:\}|$)|^[$#%]\{|^#\[|\$\([^)]*\)|\$\[[^\]]*\]|\{\{|\{%.*%\}|<%.*%>|#\[.*\]|#\([^)]*\)/, // shell, Spring, Mule, Puppet, Jinja, Helm, ERB, DataWeave, Karate
  /^`?\$(?:[A-Za-z_]\w*(?![\w!@#%&^*])|env:)|^%[\w.]+%$|^![\w.]+!$|^@@?[\w.-]+@@?$|^__[\w.-]+__$/i, // $X, %X%, !X!, @x@, __X__
  /^(?:%(?:\[\d\])?[sdqv@]|%\(\w+\)s|\{[\w .:-]*\}?|\{[A-Za-z_$][\w$?.[\]]*\}\/?|:[A-Za-z_]\w*|\*[A-Za-z_][\w-]*|\?)$/, // %s, %[1]q, {x}, :x, a YAML alias, ?
  /^(?:process\.env|import\.meta|os\.(?:environ|getenv)|System\.|Environment\.|env[.([]|getenv|config[.([]|settings[.[]|options[.[]|props[.[]|params[.[]|args[.[]|this\.|self\.|var\.|local\.|data\.|module\.|secrets?\.|vault[.:]|Mule::p|p\(|credentials\(|lookup\(|pm\.|vars\.|inputs\.|github\.|context\.)/i,
  /^[a-z_$][\w$]*(?:(?:\??\.|::|->)[A-Za-z_$][\w$]*)*(?:\??\.|::|->)[A-Za-z_$]*(?:[sS]ecret|[pP]ass(?:word|wd|phrase)?|[pP]wd|[tT]oken|[kK]ey)$/, // a member with the name of a secret
  /\[(?:name|id|type|data-[\w-]+)[*^$~|]?=|\[@[\w-]+=|^(?:required|nullable|string|sometimes|confirmed|bail)\|/, // a selector of a form field, a validation rule
  /^!(?:Ref|Sub|GetAtt|ImportValue|Join|FindInMap|vault|secret|reference|env|env_var|include)\b|^(?:Fn::|arn:|ssm:|op:\/\/|(?:encrypted|bao|conjur|akv|kms|cipher|vault):|pass:[\w-]+\/|builtins\.|\$\._?\w|keyring:|file:|env:|secure::|sm:\/\/|awssm:|ref\+\w+:|(?:aws|gcp|azure)[\w-]{0,20}:|[a-z][\w+.-]{1,20}:\/\/|alias\/|projects\/[\w-]+\/(?:secrets|locations)\/|@Microsoft\.KeyVault)/i,
  /^(?:\/(?:dev|run|var|etc|secrets?|vault|mnt|opt|home|usr|tmp|root)\/|\.{1,2}\/|~\/)[\w./-]+$/, // a file with the secret
  /^-(?:M-)?D[\w.-]+=|^--[a-z][\w-]+=?$|^[A-Z][A-Z\d_]+:(?:latest|\d+)$|^[a-z]{2,20}:[A-Z][A-Z\d]*(?:_[A-Z\d]+)+$/, // another flag, a version of a stored secret, the name of one
  /^[a-z][a-z\d_-]*(?:\/[a-z][a-z\d_-]*){2,}$/, // a path in a vault
  /^[A-Za-z_$][\w$]*(?:(?:\??\.|::|->)[A-Za-z_$][\w$]*)*\([^)]*\)(?!\w)/, // a call
  /^[A-Za-z_$]+(?:(?:\??\.|::|->)[A-Za-z_$]+)*(?:\([A-Za-z_$.,:=[{(-]*|\[)$|^[A-Za-z_$][\w$]*(?:(?:\??\.|::|->)[A-Za-z_$][\w$]*)+\([{[]?$/, // a call or an element, cut at a quote
  /\(\?[:<=!]/, // a regular expression that searches for secrets
];

/** Encrypted values, which only the holder of another key can read. */
const ENCRYPTED: readonly RegExp[] = [
  /^["']?!\[|\{[A-Za-z0-9+/]{16,}={0,2}\}$|^\{(?:cipher|bcrypt|AES)\}/, // Mule, Maven, Spring
  /^ENC[[(]|^\$ANSIBLE_VAULT|^AQICAH|^gAAAAA|^CfDJ8|^YWdlLWVuY3J5cHRpb24|^Ag[A-Za-z0-9+/]{200,}|^\$2[aby]\$/, // SOPS, Jasypt, Ansible, KMS, Fernet, ASP.NET, age, sealed secrets, bcrypt
];

/** Whether a value only refers to the real one, or is encrypted. */
export function isReference(value: string): boolean {
  return (
    REFERENCES.some((pattern) => pattern.test(value)) || ENCRYPTED.some((pattern) => pattern.test(value))
  );
}

/** Values that mean "nothing", or name an algorithm, a version or the like. */
const EMPTY =
  /^(?:<[^>]*>|\[[^\]]*\]|[\W_]+|forgot|[v^~]?\d+\.\d+\.\d+(?:-[\w.]+)?|(?:key|store)1234|1password|o?auth[12]?|base64|sha-?\d{1,3}|md5|utf-?8|initial|(.{8,})\1|x{3,}|null|nil|none|undefined|true|false|n\/?a|tb[ad]|todo|fixme|(?:true|false|null)\}.*)$/i;

/** Phrases that ask the reader to put a value here, or say that this is none. */
const PHRASES =
  /(?:^|[^a-z])(?:your|insert|enter|replace|change|put|fill)(?:[ _.-]|(?:me|it|this|with|here|in)(?![a-z]))|(?:^|[^a-z])(?:add|set|update)[ _.-](?:me|this|your)(?![a-z])|changeit|changeme|replaceme|goes[ _-]?here|(?:^|[^a-z])(?:key|password|secret|token|value)[ _-]?here(?![a-z])|placeholder|example|redacted|masked|dummy|x{4}|\*{3}|<[^<>]+>|\.{3}|\u2026|not[ _-]?a[ _-]?(?:real|secret)|not[ _-]needed|^not(?:[ _-](?:for|in|real|set|the|used|yet))(?:[ _-][a-z]+)*$|ask[ _-](?:devops|ops|admin|me|the)|(?:see|from|in)[ _-](?:the[ _-])?(?:vault|1password|keychain)/i;

/** The same in camel case, `yourClientSecret`; but not `Enterprise2031`. */
const CAMEL =
  /(?:^|[^A-Za-z])(?:[yY]our|[iI]nsert|[eE]nter|[rR]eplace|[cC]hange|[pP]ut|[fF]ill)(?=[A-Z][a-z])/;

/** Words of which placeholders such as `my-client-secret` or `testPassword1` consist. */
const FILLERS = new Set(
  (
    "a access activation admin an any anypoint api app application aqui bad bar baz be bearer bytes cert change " +
    "changeit clave client clientsecret cloudhub connected connectedapp contrase cp credential credentials creds data " +
    "de default dein demo dummy empty encrypted encryption env example fake file foo from geheim generated " +
    "hashed here hidden id ihr incorrect invalid is kennwort key licence license maven me mein mi missing mock mocked " +
    "mot mq mule mulesoft my new no not of old optional org organization own pass passe passphrase passwd password " +
    "passwort platform prod properties proxy psw pw pwd real registration removed required sample sandbox sec secret " +
    "secreto secure senha set seu short some str string stub su sua super synthetic temp test testing text the to " +
    "token too top tu tua unset unused used user username usr usuario uw valid value votre wachtwoord wrong x your"
  ).split(" "),
);

/** Values that say where the real one comes from: `SET_IN_CI`, `injected-at-deploy`, `fromKeyVault`. */
const SUPPLIED =
  /^(?:to\.be\.)?(?:generated|injected|loaded|managed|overridden|provided|set|stored|supplied)\.(?:at|by|from|in|via)(?:\.[a-z]+){1,4}$|^(?:from|in|via)\.(?:[a-z]+\.){0,2}(?:ci|env|manager|pipeline|secrets?|store|vault)(?:\.[a-z]+){0,2}$/;

/** Names of the platform. As a whole value, each is a real key in some repository. */
const PLATFORM_NAMES = new Set(["mule", "mulesoft", "cloudhub", "anypoint"]);

/** Whether a secret is just a name of the platform, which a file path may show without giving it away. */
export function isPlatformName(value: string): boolean {
  return PLATFORM_NAMES.has(value.toLowerCase());
}

/** Passwords that people really use, although they are filler words: `password1`, `secret123`, `Admin@123`. */
const NUMBERED =
  /^(?:(?:admin|anypoint|clave|contrase\u00f1a|geheim|kennwort|mule|mulesoft|pass|passwd|password|passwort|pwd|secret|secreto|senha|wachtwoord)\d{1,4}|[a-z]{3,20}[@#!$&*]\d{1,6}[@#!$]?)$/i;

/** Placeholders in one lower-case word: `mysecret`, `yourpassword`, `nopassword`. */
const OWNED =
  /^(?:(?:my|your|our|some|the)(?:client|app|api|own|secure|secret|encryption|master|key|token|pass(?:word|wd)?|pwd|value)+\d{0,3}|(?:any|no|super|top|very)(?:secret|pass(?:word|wd)?))$/i;

/** Whether a value is an explicit stand-in: `CHANGEME`, `<your-key>`, `xxxx`, `***`. Safe for random values. */
export function isStandIn(value: string): boolean {
  const text = bare(value);
  return (
    EMPTY.test(text) || PHRASES.test(text) || CAMEL.test(text) || OWNED.test(text) || new Set(text).size <= 2
  );
}

/** Whether a value is a stand-in or consists of filler words, `my-client-secret`. For values that people choose only: it may reject random ones. */
export function isPlaceholder(value: string): boolean {
  const text = bare(value);
  if (isStandIn(text)) return true;
  if (NUMBERED.test(text)) return false;
  if (SUPPLIED.test(words(text))) return true;
  const parts = words(text.replace(/\d{1,3}$/, "")).split(".");
  return (
    parts.every((part) => FILLERS.has(part)) &&
    !(parts.length === 1 && PLATFORM_NAMES.has(parts[0] as string))
  );
}

/** A value without surrounding white space and without escaped line ends, `todo\n`. */
function bare(value: string): string {
  return value.trim().replace(/(?:\\[nrt]){1,4}$/, "");
}

/** Function words of sentences and labels, in the most common languages of translations. */
const GRAMMAR = new Set(
  (
    "and are as at be by can de del der des die do dont el for from if in it la le mot not or please see so su that this tu und " +
    "use used von was when which will with you your"
  ).split(" "),
);

/** Whether a value of several words is text for a reader, `Client secret of the app`, rather than a passphrase. */
export function isSentence(value: string): boolean {
  if (!/\s/.test(value) || /\d/.test(value)) return false;
  const parts = value.trim().split(/\s+/);
  if (parts.length > 6 || /[^\x20-\x7e]/.test(value)) return true;
  return parts.some((part) => {
    const word = part.toLowerCase().replace(/[^a-z]/g, "");
    return GRAMMAR.has(word) || FILLERS.has(word);
  });
}
