/** Lines that find keylatch in the work tree, or in the main one when this is a linked one without `npm install`. */
function find(bin: string): string {
  return `keylatch=${quoted(bin)}
[ -e "$keylatch" ] || keylatch=$(git rev-parse --git-common-dir)/../$keylatch
[ -e "$keylatch" ] || { echo "keylatch is not installed here: install the packages first" >&2; exit 2; }
`;
}

/** How a hook calls keylatch: the local bin, or through Yarn where there is no folder to find it in. */
export interface Caller {
  /** Path from the top of the repository; `null` with Yarn Plug'n'Play. */
  readonly bin: string | null;
}

/** `.husky/pre-commit` with our lines: after lint-staged, but before anything that ends the script. */
export function preCommitText(before: string, { bin }: Caller): string {
  if (/^[^#\n]*keylatch"?[ \t]+pre-commit\b/m.test(before)) return before;
  const call = bin === null ? "yarn keylatch pre-commit\n" : `${find(bin)}"$keylatch" pre-commit\n`;
  const lines = `# keylatch: keeps AWS SES and Anypoint keys out of commits\n${call}`;
  return /^[ \t]*(?:exec|exit)\b/m.test(before) ? prepended(before, lines) : appended(before, lines);
}

/** `.husky/pre-push` with our lines first. They read the ref lines and hand them on to what follows. */
export function prePushText(before: string, { bin }: Caller): string {
  if (/^[^#\n]*keylatch"?[ \t]+pre-push\b/m.test(before)) return before;
  const [search, call] = bin === null ? ["", "yarn keylatch"] : [find(bin), '"$keylatch"'];
  return prepended(
    before,
    `# keylatch: keeps AWS SES and Anypoint keys from being pushed
${search}refs=$(cat)
${call} pre-push "$@" <<END
$refs
END
# what follows gets git's ref lines as well
if [ -n "$refs" ]; then exec <<END
$refs
END
else exec </dev/null
fi
`,
  );
}

/** A hook with a call of one that stood elsewhere; `folder` is a shell word that gives its folder. */
export function chainText(before: string, name: string, folder: string, comment: string): string {
  const lines = `# ${comment}
hook=${folder}/${name}
[ ! -x "$hook" ] || "$hook" "$@"
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

/** A shell takes a carriage return for part of the last word. */
function unix(text: string): string {
  return text.replaceAll("\r\n", "\n");
}

function quoted(word: string): string {
  return /^[\w./@+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
