import type { Assignment } from "../assignedValue.ts";
import { assignmentsNamed, assignmentsTo } from "../assignments.ts";
import type { Detector, Hit, Match, View } from "../detector.ts";
import { commandOf, spanOf } from "../pattern.ts";
import { isReference, isStandIn } from "../placeholder.ts";
import { isPlausible } from "../plausible.ts";
import { both, joined } from "../signs/shapes.ts";
import { words } from "../words.ts";
import { ANYPOINT_FILE, ANYPOINT_WORDS, speaksOfAnypoint } from "./context.ts";
import { reencryptProperties } from "./remediation.ts";

/** `<secure-properties:config … key="…">` (Mule 4) and `<secure-property-placeholder:config … key="…">` (Mule 3); attributes may stand on lines of their own. */
const CONFIG =
  /<secure-propert(?:ies|y-placeholder):config\b[^<>]{0,800}?\skey\s{0,4}=\s{0,4}(?<quote>["'])(?<secret>(?:(?!\k<quote>)[^<>]){1,128})\k<quote>/dg;

/** White space between two words of a command, on one line or several. */
const GAP = String.raw`(?:[ \t]|[\\^]\r?\n)+`;
/** `secure-properties-tool.jar string encrypt AES CBC KEY VALUE`, also by class name. The arguments of the gateway's tool begin differently. */
const TOOL = new RegExp(
  String.raw`(?:secure-properties-tool[\w.-]{0,20}\.jar|SecurePropertiesTool)["']?(?:${GAP}[\w.]+)?${GAP}(?:string|file|file-level)${GAP}(?:en|de)crypt${GAP}\w{2,12}${GAP}\w{2,6}${GAP}["']?(?<secret>[^\s"']{1,128})["']?(?:${GAP}["']?(?<value>[^\s"']{6,128}))?`,
  "dg",
);
const GATEWAY_TOOL = new RegExp(
  String.raw`gateway-encryption-tool[\w.-]{0,20}\.jar["']?${GAP}\w{1,20}${GAP}(?:en|de)crypt${GAP}["']?(?<secret>[^\s"']{1,128})["']?(?:${GAP}["']?(?<value>[^\s"']{6,128}))?`,
  "dg",
);

/** Every match of these three patterns contains one of these. */
const HINT = /secure-propert|SecurePropertiesTool|gateway-encryption-tool/;

/** A value encrypted with such a key. */
const SEALED = /[=\s>"']!\[[A-Za-z0-9+/]{8,}={0,2}\](?![([])/;

/** Names that only Mule uses. */
const OWN_NAME =
  /(?:^|\.)(?:mule\.(?:(?:\w{1,20}\.){0,3}(?:encryption|encrypt|decryption|secure|crypto|vault|properties)\.)?key|mule\.unlock|anypoint\.platform\.encryption\.key|secure\.properties\.(?:encryption\.)?key)$/;

/** Names that other software uses too; they count in files that mention Mule. `cryptoKey` is that of the Gradle deployer. */
const SHARED_NAME =
  /(?:^|\.)(?:secure|encryption|encrypt|enc|crypto|decryption|decrypt|vault|properties|sec)\.key$/;

/** Names of a key that consist of generic words only. Other keys of an application are those of a topic, a column or a file. */
const GENERIC =
  "(?:(?:mule|app|application|api|env|my|master|main|global|secret|private|cipher|crypt|aes|blowfish|config|property|runtime|vault|pwd|password|local|dev|test|tst|qa|uat|stage|stg|staging|prod|prd|production|sandbox)\\.){0,3}key";
const GENERIC_NAME = new RegExp(`^${GENERIC}$`);

/** Source code, which has encryption keys of its own. */
const CODE = /\.(?:[cm]?[jt]sx?|java|kts?|scala|py|go|rb|php|cs|rs|swift|map)$/i;

/** A program that sets a property of the runtime, up to the value. */
const SETS = /\bsetProperty\(\s{0,20}["'][\w.-]{1,80}["'],\s{0,20}["']$/;

/** A property in the command that deploys an application. Some such keys are names or paths, so they are excluded. */
const FLAG = new RegExp(
  `(?:^|\\s)["']?-D(?!(?:app|application|api|env|private)\\.key)(?:db\\.key|${GENERIC})=["']?$`,
);
const DEPLOYS = /-DmuleDeploy|mule:deploy/;

/** Names of keys that do not encrypt. */
const OTHER_KEY =
  /(?:api|access|public|partition|primary|foreign|routing|cache|sort|map|license|subscription)\.?key$/;

/** A placeholder with the name of the property: `key="${vault.key}"`. */
const PLACEHOLDER = /^[$#]\{\s{0,4}([\w.-]{1,80})\s{0,4}\}$/;

/** Sample keys on MuleSoft's own pages; ignored in documents only. */
const SAMPLES = new Set(["MyEncryptionKey1", "1234567890123456"]);
const DOCUMENT = /\.(?:adoc|md)$/i;

/**
 * The key that encrypts a Mule application's properties. `![…]` values in a repository are harmless only as long as
 * this key is not there too. People choose it, 4 to 56 characters, often a plain word: there is neither a format nor
 * entropy to test, only names.
 */
export const securePropertiesKey: Detector = {
  id: "anypoint-secure-properties-key",
  family: "anypoint",
  title: "Mule secure properties key",
  severity: "high",
  kind: "chosen",
  what: "The key that decrypts a Mule application's secure configuration properties ![…].",
  leavesAlone: [
    "encrypted values ![…]",
    "references such as ${secure.key} and p('secure.key')",
    "the sample keys of MuleSoft's pages in .adoc and .md files",
  ],
  references: [
    "https://docs.mulesoft.com/mule-runtime/latest/secure-configuration-properties",
    "https://docs.mulesoft.com/mule-runtime/latest/mule-4-changes",
  ],
  keywords: [
    ...joined("secure", "propert"),
    "encryption-tool",
    ...both(["key", "unlock"], ANYPOINT_WORDS),
    // Names that are rare elsewhere, as `![` cannot be a keyword.
    ...["secure", "crypt", "cryption", "enc"].map((name) => `${name}.key`),
    ...["", "_", "-"].map((part) => `secure${part}key`),
  ],
  paths: ANYPOINT_FILE,
  *find(view: View): Generator<Hit> {
    const names = new Set<string>();
    // The patterns are slow; most texts need none of them.
    const patterns = HINT.test(view.text) ? [CONFIG, TOOL, GATEWAY_TOOL] : [];
    for (const pattern of patterns) {
      for (const match of view.text.matchAll(pattern)) {
        const value = match.groups?.secret as string;
        const name = PLACEHOLDER.exec(value)?.[1];
        if (name !== undefined) {
          names.add(name);
          yield { secret: spanOf(match), confidence: "certain", identifier: words(name), unconfirmed: true };
        }
        // A literal in this place is the key, whatever it looks like.
        else if (isKey(value, view)) yield { secret: spanOf(match), confidence: "certain" };
        // The value to encrypt is a secret of another system: unconfirmed, it is not reported but masked.
        const [start, end] = match.indices?.groups?.value ?? [0, 0];
        if (end > 0 && !isReference(view.text.slice(start, end)))
          yield { secret: { start, end }, confidence: "possible", unconfirmed: true };
      }
    }
    const isMule = names.size > 0 || speaksOfAnypoint(view) || SEALED.test(view.text);
    const keys = new Set(Array.from(names, words));
    const all = [
      ...assignmentsNamed(view, isKeyName),
      ...[...names].flatMap((name) => assignmentsTo(view, name)),
    ];
    for (const assignment of all) {
      if (assignment.loose && !isGiven(assignment, view)) continue;
      if (!isKey(assignment.value, view) || !isPlausible(assignment, view, 4)) continue;
      const name = nameOf(assignment);
      if (isNamed(assignment, view, isMule) || keys.has(assignment.key) || keys.has(name))
        yield { secret: assignment.span, confidence: "likely" };
      // Another file of the change may refer to it as the key.
      else if ((SHARED_NAME.test(name) || GENERIC_NAME.test(name)) && !CODE.test(view.path ?? ""))
        yield { secret: assignment.span, confidence: "possible", identifier: name, unconfirmed: true };
    }
  },
  remediation: reencryptProperties,
};

function isKeyName(key: string): boolean {
  return OWN_NAME.test(key) || /(?:^|\.)key$/.test(key);
}

function nameOf({ key, parents }: Pick<Assignment, "key" | "parents">): string {
  return key === "key" ? `${parents}.key` : key;
}

function isNamed({ key, parents, span }: Assignment, view: View, isMule: boolean): boolean {
  const name = nameOf({ key, parents });
  const before = view.text.slice(Math.max(0, span.start - 200), span.start);
  if (OWN_NAME.test(name)) return true;
  if (!isMule) return false;
  if (SHARED_NAME.test(name) && (!CODE.test(view.path ?? "") || SETS.test(before))) return true;
  if (!/(?:^|\.)key$/.test(key) || OTHER_KEY.test(key)) return false;
  if (FLAG.test(before.slice(-80))) return DEPLOYS.test(commandOf(view.text, span));
  // `-M-D` passes a property of any name to a Mule runtime; <global-property> defines a property of the application.
  return (
    /-M-D[\w.-]{1,80}=["']?$/.test(before) ||
    (GENERIC_NAME.test(key) && /<global-property\b[^<>]{0,190}$/.test(before))
  );
}

/** Whether a note gives the key, "Secure properties key (dev): `…`", rather than describes it, "the mule.key is base64". */
function isGiven({ key, span }: Assignment, view: View): boolean {
  return OWN_NAME.test(key) && /[:"'`] ?$/.test(view.text.slice(Math.max(0, span.start - 2), span.start));
}

/**
 * Confirms keys of {@link securePropertiesKey} whose property a configuration in any file of the change uses as its key.
 * Until then the name of the property is the `identifier` of these unconfirmed matches.
 */
export function confirmKeys(all: readonly Match[]): void {
  const own = all.filter(
    ({ detector, unconfirmed, identifier }) =>
      detector === securePropertiesKey && unconfirmed && identifier !== undefined,
  );
  const isName = ({ value }: Match) => PLACEHOLDER.test(value);
  const names = new Set(own.filter(isName).map(({ identifier }) => identifier));
  for (const match of own) {
    if (names.has(match.identifier) && !isName(match)) {
      match.unconfirmed = false;
      match.confidence = "likely";
    }
    match.identifier = undefined;
  }
}

function isKey(value: string, view: View): boolean {
  if (value.length < 4 || isReference(value) || isStandIn(value)) return false;
  return !(SAMPLES.has(value) && DOCUMENT.test(view.path ?? ""));
}
