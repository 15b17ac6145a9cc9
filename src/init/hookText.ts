import { singleQuoted } from "../singleQuoted.ts";

/**
 * Lines that find keylatch in the work tree, or in the main one if this is a linked one without installed packages. An empty
 * file, as a full disk leaves it, counts as missing: it would exit 0.
 */
function find(bin: string, onPath: boolean): string {
  const last = onPath
    ? '[ -s "$keylatch" ] || keylatch=$(command -v keylatch) || '
    : '[ -s "$keylatch" ] || ';
  return `keylatch=${quoted(bin)}
[ -s "$keylatch" ] || keylatch=$(git rev-parse --git-common-dir)/../$keylatch
${last}{ echo "keylatch is not installed here: ${onPath ? "npm install --global keylatch" : "install the packages first"}" >&2; exit 2; }
`;
}

/** How a hook calls keylatch: by the path of the local bin, or through Yarn Plug'n'Play. */
export interface Caller {
  /** Path from the top of the repository; `null` where only Yarn finds it. */
  readonly bin: string | null;
  /** Whether a keylatch on the PATH may be used: this is not a package that depends on a version of its own. */
  readonly onPath: boolean;
  /** Whether the hook ends at its first failing line, as husky's hooks do. */
  readonly stops: boolean;
}

/** `.husky/pre-commit` with our lines: after lint-staged, but before anything that ends the script. */
export function preCommitText(before: string, { bin, onPath, stops }: Caller): string {
  if (callsKeylatch(before, "pre-commit")) return before;
  const end = stops ? "" : " || exit $?";
  const call =
    bin === null ? `yarn keylatch pre-commit${end}\n` : `${find(bin, onPath)}${byScript("pre-commit", end)}`;
  const lines = `# keylatch: keeps AWS SES and Anypoint keys out of commits\n${call}`;
  if (ENDS.test(before)) return prepended(before, lines);
  // Without `set -e`, the exit code of the old script was that of its last line.
  return appended(
    before,
    stops || before.trim() === "" ? lines : `last=$?; [ $last -eq 0 ] || exit $last\n${lines}`,
  );
}

/** Lines that run the script which does without node if it can; older versions of keylatch do not have it. */
function byScript(hook: string, end: string): string {
  return `script=\${keylatch%.bin/keylatch}keylatch/dist/${hook}.sh
if [ -s "$script" ]; then sh "$script"${end} # without node where it can
else "$keylatch" ${hook}${end}
fi
`;
}

/** `.husky/pre-push` with our lines first. They read git's ref lines and pass them on to what follows. */
export function prePushText(before: string, { bin, onPath, stops }: Caller): string {
  if (callsKeylatch(before, "pre-push")) return before;
  const end = stops ? "" : " || exit $?";
  const given = (call: string) => `${call} <<END${end}\n$refs\nEND\n`;
  const call =
    bin === null
      ? `refs=$(cat)\n${given('yarn keylatch pre-push "$@"')}`
      : `${find(bin, onPath)}IFS= read -r refs && IFS= read -r more && refs="$refs
$(printf '%s\\n' "$more" && cat)" # more than one line
script=\${keylatch%.bin/keylatch}keylatch/dist/pre-push.sh
if [ -s "$script" ]; then # without node where it can
  ${given('sh "$script" "$@"')}else ${given('"$keylatch" pre-push "$@"')}fi
`;
  return prepended(
    before,
    `# keylatch: keeps AWS SES and Anypoint keys from being pushed
${call}# what follows gets git's ref lines as well
if [ -n "$refs" ]; then exec <<END
$refs
END
else exec </dev/null
fi
`,
  );
}

/** Whether a hook calls keylatch already. */
export function callsKeylatch(text: string, hook: string): boolean {
  return new RegExp(`^[^#\\n]*keylatch"?[ \\t]+${hook}\\b`, "m").test(text);
}

/**
 * A hook that also calls one in another folder.
 * @param folder a shell word that expands to that folder
 * @param stops whether the hook ends at its first failing line
 */
export function chainText(
  before: string,
  name: string,
  folder: string,
  comment: string,
  stops = true,
): string {
  const lines = `# ${comment}
hook=${folder}/${name}
[ ! -x "$hook" ] || "$hook" "$@"${stops ? "" : " || exit $?"}
`;
  return before.includes(lines) ? before : appended(before, lines);
}

function appended(before: string, lines: string): string {
  if (before.trim() === "") return lines;
  const text = unix(before);
  return `${text}${text.endsWith("\n") ? "" : "\n"}\n${lines}`;
}

/** After the `#!` line, if there is one. */
function prepended(before: string, lines: string): string {
  if (before.trim() === "") return lines;
  const text = unix(before);
  const shebang = /^#!.*\n/.exec(text)?.[0] ?? "";
  return `${shebang}${lines}\n${text.slice(shebang.length).replace(/^\n+/, "")}`;
}

/** With Unix line breaks: to a shell, a carriage return is part of the last word. */
function unix(text: string): string {
  return text.replaceAll("\r\n", "\n");
}

/** A word quoted for a shell. */
export function quoted(word: string): string {
  return /^[\w./@+-]+$/.test(word) ? word : singleQuoted(word);
}

/** Part of a script that may end it successfully, on a line of its own, in a trap or behind a command; `npm test || exit 1` does not. */
const ENDS =
  /^[ \t]*(?:exec|exit|return)\b|^[^#\n]*(?:(?:;|&&|[{("']|\bthen\b|\belse\b|\bdo\b)[ \t]*(?:exec\b|(?:exit|return)(?=[ \t]*(?:0\b|[;&|})"']|\r?$)))|\|\|[ \t]*(?:exec\b|(?:exit|return)[ \t]+0\b))/m;

/** Whether something may end a hook before it calls keylatch. */
export function endsEarly(text: string): boolean {
  return ENDS.test(text.slice(0, text.search(/^[^#\n]*keylatch/m)));
}
