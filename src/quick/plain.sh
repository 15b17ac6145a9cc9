# What pre-commit.sh and pre-push.sh share. RULES, VERSION and PATTERNS, how many bytes
# the patterns for grep have, are put in by the build.
rules=RULES
version=VERSION
patterns=PATTERNS
tab='	'
newline='
'

# What is cut short, by a disk that was full, would find nothing to say.
[ -s "$dist/quick.cjs" ] || {
  echo "keylatch is not installed as a whole, so nothing was checked: install the packages again" >&2
  exit 2
}

# Git's clients with windows start hooks with a short PATH, and the shell's own words say nothing of a way out.
needsNode() {
  command -v node >/dev/null || {
    echo "keylatch: node was not found on this hook's PATH, so nothing was checked" >&2
    echo "Use a terminal in which node runs; there npx keylatch doctor says how to put it on the PATH" >&2
    exit 2
  }
}

# For a subshell: git that says the same whatever is set, asks nobody and fetches nothing.
plainly() {
  export LC_ALL=C GIT_NO_REPLACE_OBJECTS=1 GIT_GRAFT_FILE=/dev/null GIT_OPTIONAL_LOCKS=0 GIT_NO_LAZY_FETCH=1
  export GIT_TERMINAL_PROMPT=0
  unset GIT_EXTERNAL_DIFF GIT_DIFF_OPTS GIT_LITERAL_PATHSPECS GIT_GLOB_PATHSPECS GIT_NOGLOB_PATHSPECS
  unset GIT_ICASE_PATHSPECS GREP_OPTIONS GIT_CONFIG
  exec 2>/dev/null
}

# isKnown COMMON_DIR TREE: whether the folder .keylatch, as `git rev-parse COMMIT:.keylatch` gives it, was found valid by
# this very build, or there is none: git then gives the question back.
isKnown() {
  case $2 in
    *:.keylatch) ;;
    *) [ -e "$1/keylatch/known/$rules-$2" ] ;;
  esac
}

# hasGrep COMMON_DIR: whether there is GNU grep, and what to look for as a whole: of a file that was cut short it would find
# less. That is asked once for each build. Other greps are slower than keylatch itself, and so is starting programs on Windows.
hasGrep() {
  [ "$OS" != Windows_NT ] && [ -s "$dist/words.grep" ] && [ -s "$dist/shapes.grep" ] && [ -s "$dist/runs.grep" ] || return
  [ ! -e "$1/keylatch/gnu-grep-$rules" ] || return 0
  case $(grep --version) in *"GNU grep"*) ;; *) return 1 ;; esac
  [ "$(cat "$dist/words.grep" "$dist/shapes.grep" "$dist/runs.grep" | wc -c)" -eq "$patterns" ] || return
  mkdir -p "$1/keylatch" && : >"$1/keylatch/gnu-grep-$rules"
}

# A record begins with $mark, which no content can know: it is of the hash of what is staged or pushed itself.

# objects: for holdsNothing, of each object that a line begins with a record with what it is, and one with its content
objects() {
  part=$(printf '\002')$mark
  git -c core.bigFileThreshold=1m cat-file --buffer \
    --batch="$part %(objectname) %(objecttype) %(objectsize) %(rest)$part"
}

# names TEXT: the first record, of paths, as they are and cut at each slash
names() {
  printf '%s:%s\n' "$mark" "$1" && printf '%s\n' "$1" | tr / '\n'
}

# markWith HASH: sets $mark, and $unmarked: a pattern for all that does not begin with it
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

# search NAME OPTION...: tells on descriptor 3 whether grep finds one of dist/NAME.grep in what it is given
search() {
  name=$1
  shift
  grep -qaE "$@" -f "$dist/$name.grep"
  echo $? >&3
}

# holdsNothing COMMAND...: whether the command prints, all of it, records in which no search finds anything. What is cut
# off counts as something: each program has to say that it came to its end.
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
