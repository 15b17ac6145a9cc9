/** Vendor group of a detector. */
export type Family = "aws-ses" | "anypoint";

/** How bad a leak is. `critical`, `high` and `medium` block by default, `low` only warns. */
export type Severity = (typeof severities)[number];

/** From the worst to the least. */
export const severities = ["critical", "high", "medium", "low"] as const;

/** How sure we are: `certain` (structure or cryptographic proof), `likely` (shape and context), `possible` (name only). */
export type Confidence = "certain" | "likely" | "possible";

/** Half-open range of UTF-16 offsets, `[start, end)`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Facts about a match that help a person act; never the secret itself. Values are plain strings. */
export interface Evidence {
  /** 12-digit AWS account, decoded from the key id. */
  account?: string;
  /** How an access key id is built: `1` before 2019, `2` with the account in it; absent when AWS is not known to make such ids. */
  generation?: "1" | "2";
  /** Whose tripwire the account is: of canarytokens.org (`thinkst`) or of others. */
  canary?: "thinkst" | "other";
  /** Scheme of an SES SMTP password: `v4` is good in one region, `v2` (before 2019) in all. */
  layout?: "v4" | "v2";
  /** AWS region, from a host name nearby or from the proof. */
  region?: string;
  /** Anypoint control-plane host found nearby. */
  host?: string;
  /** Organization or environment id of Anypoint found nearby. */
  organization?: string;
  /** User name that belongs to the secret. */
  user?: string;
  /** `hmac` when an SMTP password was derived from a secret key in the same change. */
  provenBy?: "hmac";
  /** Fingerprint of the other half of a proof. */
  peer?: string;
  /** File and line inside the archive it was found in. */
  member?: string;
  /** Digest of the layer of a container image that deletes the file again. */
  deletedBy?: string;
  /** Anything else worth one line: "known canary account", "old generation", "in a signed URL". */
  note?: string;
}

/** A text under search, after zero or more layers of decoding. */
export interface View {
  readonly text: string;
  /** File name as given, `/`-separated, when the text came from a file. */
  readonly path: string | undefined;
  /** Maps a span of this view to the original text; a decoded part maps to the whole encoded token. */
  toSource(span: Span): Span;
  /** Kinds of decoding that a span of this view went through, outermost first, e.g. `["base64"]`. */
  encodings(span: Span): string[];
}

/** What a detector saw in one view. */
export interface Hit {
  /** The secret, in the view's text. */
  readonly secret: Span;
  readonly confidence: Confidence;
  /** When it differs from the detector's. */
  readonly severity?: Severity;
  /** Key id, client id or user name: shown to people, needed by the remediation. */
  readonly identifier?: string;
  readonly evidence?: Evidence;
  /** The hit counts only when a pair or a proof confirms it (a bare 40-character string). */
  readonly unconfirmed?: boolean;
}

/** When a remediation step applies: nothing left the index, it is in local commits, or others may have it. */
export type Exposure = "staged" | "local" | "published" | "disk";

/** One step of the way out. `{id}`, `{region}`, `{account}`, `{host}`, `{user}`, `{organization}`, `{ingress}` are filled in from the finding; one that is unknown becomes an UPPER_CASE placeholder. */
export interface Step {
  readonly title: string;
  /** Lines to paste in a POSIX shell. */
  readonly command?: string;
  /** The same for PowerShell, where translating words, quotes, variables and `&&` is not enough. */
  readonly powershell?: string;
  /** Where the step applies; everywhere when left out. */
  readonly when?: readonly Exposure[];
}

/** How to get out, as data; words around it are made by the reporters. */
export interface Remediation {
  /** One line: what the credential can do in the wrong hands. */
  readonly summary: string;
  /** Steps for this credential, after those that take it out of git. */
  readonly steps: readonly Step[];
  /** Name of the environment variable that should carry the value instead. */
  readonly variable: string;
}

/** Finds one kind of secret in text. */
export interface Detector {
  /** Kebab-case, never changes once published. */
  readonly id: string;
  readonly family: Family;
  readonly title: string;
  readonly severity: Severity;
  /** `generated` secrets are random; `chosen` ones are made up by people and get a slow fingerprint. `identifier`: not secret by itself. */
  readonly kind: "generated" | "chosen" | "identifier";
  /** What it is, in one or two sentences. */
  readonly what: string;
  /** What it will not flag, as short phrases. */
  readonly leavesAlone: readonly string[];
  /** Pages that state the shape. */
  readonly references: readonly string[];
  /**
   * The detector runs only on texts that hold one of these, a word in any case or a shape of `signs/shapes.ts`; of a
   * list, all of it. A word of less than eight letters does not count inside 64 or more characters of base64. Bytes that
   * hold none of them, encoded or not, are not even decoded: the rarer the words, the faster everything is.
   */
  readonly keywords: readonly (string | readonly string[])[];
  /** Files in which it runs without its keywords, `/`-separated. */
  readonly paths?: RegExp;
  find(view: View): Iterable<Hit>;
  readonly remediation: Remediation;
  /** The same for a part of temporary credentials, which have an id that begins with `ASIA`: nobody can turn them off or delete them. */
  readonly temporary?: Remediation;
}

/** A sighting in the original text. Holds the secret: never print or store it. */
export interface Match {
  readonly detector: Detector;
  /** The secret's place in the original text. */
  readonly span: Span;
  /** The secret itself, decoded. */
  readonly value: string;
  severity: Severity;
  confidence: Confidence;
  identifier: string | undefined;
  evidence: Evidence;
  /** How it was hidden, outermost first; empty when it stood in the clear. */
  readonly encodings: readonly string[];
  unconfirmed: boolean;
  /** Matches of one credential (a pair, a proven SMTP password) share a name and one remediation. */
  credential: string | undefined;
}
