# `keylatch pre-commit` for the hook: without node where git and grep can tell that nothing is staged that could be a key.
# Else git reads what is staged while node starts, which believes it only when all of it is there.
dist=${0%/*}
. "$dist/plain.sh"
tab=$(printf '\t')

where=$(
  plainly
  git rev-parse --path-format=absolute --show-toplevel --git-dir --git-common-dir 'HEAD^{commit}' HEAD:.keylatch
)
changed=$(
  plainly
  git -c core.fsmonitor=false -c core.quotePath=false diff-index --cached --raw --no-renames --no-abbrev \
    --ita-invisible-in-index HEAD --
) && isTold=yes || isTold=

# Whether it is a plain commit of some files, without anything that could be a key, and a receipt could be left for it
passes() (
  plainly
  IFS='
'
  set -f
  set -- $where
  [ "$isTold" ] && [ $# -eq 5 ] && [ ${#changed} -gt 0 ] && [ ${#changed} -lt 20000 ] || exit
  case $4 in *[!0-9a-f]*) exit 1 ;; esac
  [ -z "${GIT_REFLOG_ACTION+set}" ] && [ ! -e "$2/MERGE_HEAD" ] && [ ! -e "$2/keylatch/fix" ] || exit
  isKnown "$3" "$5" && hasGrep "$3" || exit
  # A submodule, a path in two versions, what keylatch itself goes by, and names that are no ASCII or that git quotes
  case $changed in
    *160000* | *" U$tab"* | *"$tab.keylatch/"* | *"$tab\""* | *[!\ -~"$IFS$tab"]*) exit 1 ;;
  esac
  oids=$(printf '%s\n' "$changed" |
    sed -e '/^:[0-9]* 000000 [0-9a-f]* 0* D/d' -e 's/^:[0-9]* [0-9]* [0-9a-f]* \([0-9a-f]*\) .*/\1/') || exit
  holdsNothing content || exit
  change=$(printf '%s\n' "$changed" |
    sed "s/^:[0-9]* \([0-9]*\) [0-9a-f]* \([0-9a-f]*\) [A-Z]$tab/\1 \2 /" | sha256sum) || exit
  printf '\n{"time":"%s","result":"passed","parents":["%s"],"change":"%.32s","keylatch":"%s"}\n' \
    "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$4" "$change" "$version" >>"$3/keylatch/receipts"
)

content() {
  names "$changed" && { [ -z "$oids" ] || printf '%s\n' "$oids" | objects; }
}

# For node: where it is, what changes, and the content of that
staged() (
  plainly
  printf '%s\n' "$where"
  [ "$isTold" ] && printf '%s\n' "$changed" content && {
    [ -z "$changed" ] || printf '%s\n' "$changed" | cut -d ' ' -f 4 |
      git -c core.bigFileThreshold=1m cat-file --batch --buffer
  } && echo end
)

passes || staged | NODE_EXTRA_CA_CERTS= KEYLATCH_STDIN=staged node "$dist/keylatch.cjs" pre-commit
