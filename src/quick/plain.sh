# Shared by pre-commit.sh and pre-push.sh. The build fills in RULES (digest of the detection code), VERSION, and PATTERNS
# (size in bytes of the patterns for grep).
rules=RULES
version=VERSION
patterns=PATTERNS
tab='	'
newline='
'

# A script that a full disk cut short would find nothing, and so pass.
[ -s "$dist/quick.cjs" ] || {
  echo "keylatch is not installed completely, so nothing was checked: install the packages again" >&2
  exit 2
}

# Git GUIs start hooks with a short PATH, and the shell's own error does not say what to do.
needsNode() {
  command -v node >/dev/null || {
    echo "keylatch: node was not found on this hook's PATH, so nothing was checked" >&2
    echo "Use a terminal in which node runs; there npx keylatch doctor says how to put it on the PATH" >&2
    exit 2
  }
}

# For a subshell: makes git's output independent of the user's settings, and keeps it from prompting and fetching.
plainly() {
  export LC_ALL=C GIT_NO_REPLACE_OBJECTS=1 GIT_GRAFT_FILE=/dev/null GIT_OPTIONAL_LOCKS=0 GIT_NO_LAZY_FETCH=1
  export GIT_TERMINAL_PROMPT=0
  unset GIT_EXTERNAL_DIFF GIT_DIFF_OPTS GIT_LITERAL_PATHSPECS GIT_GLOB_PATHSPECS GIT_NOGLOB_PATHSPECS
  unset GIT_ICASE_PATHSPECS GREP_OPTIONS GIT_CONFIG
  exec 2>/dev/null
}

# isKnown COMMON_DIR TREE: whether this very build has found the folder .keylatch valid, or there is none. TREE is the
# output of `git rev-parse COMMIT:.keylatch`, which repeats its argument if there is no such folder.
isKnown() {
  case $2 in
    *:.keylatch) ;;
    *) [ -e "$1/keylatch/known/$rules-$2" ] ;;
  esac
}

# hasGrep COMMON_DIR: whether GNU grep is there, and the pattern files are complete: a truncated one would find less.
# Checked once per build. Other greps are slower than keylatch itself, and so is starting processes on Windows.
hasGrep() {
  [ "$OS" != Windows_NT ] && [ -s "$dist/words.grep" ] && [ -s "$dist/shapes.grep" ] && [ -s "$dist/runs.grep" ] || return
  [ ! -e "$1/keylatch/gnu-grep-$rules" ] || return 0
  case $(grep --version) in *"GNU grep"*) ;; *) return 1 ;; esac
  [ "$(cat "$dist/words.grep" "$dist/shapes.grep" "$dist/runs.grep" | wc -c)" -eq "$patterns" ] || return
  mkdir -p "$1/keylatch" && : >"$1/keylatch/gnu-grep-$rules"
}

# A record begins with $mark, which no content can contain on purpose: it is from the hash of the change itself.

# objects: prints for holdsNothing two records per object that a line on standard input begins with: header and content.
objects() {
  part=$(printf '\002')$mark
  git -c core.bigFileThreshold=1m cat-file --buffer \
    --batch="$part %(objectname) %(objecttype) %(objectsize) %(rest)$part"
}

# names TEXT: prints the first record: paths, as a whole and split at each slash
names() {
  printf '%s:%s\n' "$mark" "$1" && printf '%s\n' "$1" | tr / '\n'
}

# markWith HASH: sets $mark, and $unmarked, a pattern for every record that does not begin with it
markWith() {
  rest=${1#????????????????}
  mark=${1%"$rest"}
  rest=$mark
  before=
  unmarked='^('
  while [ "$rest" ]; do
    first=${rest%"${rest#?}"}
    unmarked="$unmarked$before[^$first]|$before\$|"
    before=$before$first
    rest=${rest#?}
  done
  unmarked="$unmarked$mark\$)"
}

# search NAME OPTION...: prints to descriptor 3 grep's exit code for the patterns of dist/NAME.grep: 1 if none matches.
# -T makes every grep but GNU's fail: a container on the same folder may have another.
search() {
  name=$1
  shift
  grep -qaTE "$@" -f "$dist/$name.grep"
  echo $? >&3
}

# holdsNothing COMMAND...: whether the command succeeds and no search finds anything in the records that it prints.
# Truncated output counts as a match, so each program in the pipe has to report its exit code.
holdsNothing() {
  ends=$(
    {
      { "$@" && echo 0 >&3; } | { tr '\000\002' '\001\000' && echo 0 >&3; } | {
        {
          { tee /dev/fd/4 /dev/fd/5 && echo 0 >&3; } | search words -z -e "$unmarked"
        } 4>&1 | search shapes
      } 5>&1 | search runs -z
    } 3>&1
  )
  [ "$ends" = "0
0
0
1
1
1" ]
}
