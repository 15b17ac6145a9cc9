/** Vendor group of a detector. */
export type Family = "aws-ses" | "anypoint";

/** How bad a leak is. `critical`, `high` and `medium` block by default, `low` only warns. */
export type Severity = (typeof severities)[number];

/** Most severe first. */
export const severities = ["critical", "high", "medium", "low"] as const;

/** How sure a detector is: `certain` by structure or cryptographic proof, `likely` by shape and context, `possible` by name only. */
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
  /** Structure of an access key id: `1` as made before 2019, `2` with the account encoded in it; absent for any other. */
  generation?: "1" | "2";
  /** Set when the account is known for canary keys: `thinkst` for those of canarytokens.org. */
  canary?: "thinkst" | "other";
  /** Scheme of an SES SMTP password: `v4` works in one region, `v2` (before 2019) in all. */
  layout?: "v4" | "v2";
  /** AWS region, from a host name nearby or from the proof. */
  region?: string;
  /** Anypoint control-plane host found nearby. */
  host?: string;
  /** Organization or environment id of Anypoint found nearby. */
  organization?: string;
  /** User name that belongs to the secret. */
  user?: string;
  /** `hmac` when an SMTP password was shown to derive from a secret key in the same change. */
  provenBy?: "hmac";
  /** Fingerprint of the other half of a proof. */
  peer?: string;
  /** File and line inside the archive it was found in. */
  member?: string;
  /** Digest of the container image layer that deletes the file again. */
  deletedBy?: string;
  /** Anything else worth one line: "known canary account", "old generation", "in a signed URL". */
  note?: string;
}

/** Evidence as a detector looks for it: what it does not find is `undefined`. */
export type FoundEvidence = { readonly [Fact in keyof Evidence]: Evidence[Fact] | undefined };

/** A text to search, after zero or more layers of decoding. */
export interface View {
  readonly text: string;
  /** File name as given, `/`-separated, when the text came from a file. */
  readonly path: string | undefined;
  /** Maps a span of this view to the original text; a decoded part maps to the whole encoded token. */
  toSource(span: Span): Span;
  /** The encodings that were undone to get a span of this view, outermost first, e.g. `["base64"]`. */
  encodings(span: Span): string[];
}

/** A secret that a detector found in one view. */
export interface Hit {
  /** The secret, in the view's text. */
  readonly secret: Span;
  readonly confidence: Confidence;
  /** Only where it differs from the detector's. */
  readonly severity?: Severity | undefined;
  /** Key id, client id or user name: shown to people, needed by the remediation. */
  readonly identifier?: string | undefined;
  readonly evidence?: FoundEvidence;
  /** Whether the hit counts only once a pair or a proof confirms it, such as a 40-character string without a name. */
  readonly unconfirmed?: boolean;
}

/** How far a secret has got: only into the index, into local commits, where others may have it, or just a file on disk. */
export type Exposure = "staged" | "local" | "published" | "disk";

/** One step of a remediation. `{id}`, `{region}`, `{account}`, `{host}`, `{user}`, `{organization}`, `{ingress}` are filled in from the finding; one that is unknown becomes an UPPER_CASE placeholder. */
export interface Step {
  readonly title: string;
  /** Lines to paste into a POSIX shell. */
  readonly command?: string;
  /** The command for PowerShell, where translating the words, quotes, variables and `&&` of the other is not enough. */
  readonly powershell?: string;
  /** The exposures to which the step applies; all when left out. */
  readonly when?: readonly Exposure[];
}

/** What to do about a leaked credential, as data: the reporters make the text. */
export interface Remediation {
  /** One line: what the credential can do in the wrong hands. */
  readonly summary: string;
  /** Steps for this credential, which follow those that take it out of git. */
  readonly steps: readonly Step[];
  /** Name of the environment variable that should hold the value instead. */
  readonly variable: string;
}

/** Finds one kind of secret in text. */
export interface Detector {
  /** Kebab-case, never changes once published. */
  readonly id: string;
  readonly family: Family;
  readonly title: string;
  readonly severity: Severity;
  /** `generated` secrets are random; `chosen` ones are made up by people and get a slow fingerprint; an `identifier` is not secret by itself. */
  readonly kind: "generated" | "chosen" | "identifier";
  /** What the detector finds, in one or two sentences. */
  readonly what: string;
  /** What it will not flag, as short phrases. */
  readonly leavesAlone: readonly string[];
  /** Pages that document the format. */
  readonly references: readonly string[];
  /**
   * The detector runs only on texts that contain one of these: a word, in any case, or a shape of `signs/shapes.ts`; a
   * list stands for all its members together. A word of fewer than eight letters does not count inside 64 or more
   * characters of base64. Content with no keyword of any detector, encoded or not, is not even decoded: the rarer the
   * words, the faster the search.
   */
  readonly keywords: readonly (string | readonly string[])[];
  /** Paths (`/`-separated) of files in which the detector runs even without its keywords. */
  readonly paths?: RegExp;
  find(view: View): Iterable<Hit>;
  readonly remediation: Remediation;
  /** The remediation for a part of temporary credentials, whose id begins with `ASIA`: nobody can deactivate or delete those. */
  readonly temporary?: Remediation;
}

/** A hit, placed in the original text. Contains the secret: never print or store it. */
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
  /** The encodings around it, outermost first; empty when it stood in the clear. */
  readonly encodings: readonly string[];
  unconfirmed: boolean;
  /** A name shared by all matches of one credential (a pair, a proven SMTP password), which get one remediation. */
  credential: string | undefined;
}
