{ # `keylatch pre-commit` for the hook: without node where git and grep can tell that nothing is staged that could be a key.
# Else git reads what is staged while node starts, which believes it only when all of it is there.
# In braces: cut short it is a syntax error.
dist=${0%/*}
. "$dist/plain.sh"

changed=$(
  plainly
  git -c core.fsmonitor=false -c core.quotePath=false diff-index --cached --raw --no-renames --no-abbrev \
    --ita-invisible-in-index HEAD --
) && isTold=yes || isTold=

where() {
  git rev-parse --path-format=absolute --show-toplevel --git-dir --git-common-dir 'HEAD^{commit}' HEAD:.keylatch
}

# Whether it is a plain commit of some files, without anything that could be a key, and a receipt could be left for it
passes() (
  plainly
  set -f
  IFS=$tab$newline
  files=
  for field in $changed; do
    case $field in :[01]*) ;; *) files=$files./$field$newline ;; esac
  done
  IFS=$newline
  # What is long is searched by node, which takes it from the work tree where it stands there: this is no more than a guess.
  # What find tells of is one too many.
  set -- $(
    find $files -prune -size +200 &
    where
    date -u +%Y-%m-%dT%H:%M:%SZ
    wait
  )
  [ $# -eq 6 ] || exit
  case $4 in *[!0-9a-f]*) exit 1 ;; esac
  [ -z "${GIT_REFLOG_ACTION+set}" ] && [ ! -e "$2/MERGE_HEAD" ] && [ ! -e "$2/keylatch/fix" ] || exit
  isKnown "$3" "$5" && hasGrep "$3" || exit
  # A submodule, a path in two versions, none at all, what keylatch itself goes by, names that git quotes or are no ASCII
  case $changed in
    *160000* | *" U$tab"* | *"$tab" | *"$tab$newline"*) exit 1 ;;
    *"$tab.keylatch" | *"$tab.keylatch$newline"* | *"$tab.keylatch/"* | *"$tab\""* | *[!\ -~"$newline$tab"]*) exit 1 ;;
  esac
  entries=$(printf '%s\n' "$changed" |
    sed "s/^:[0-9]* \([0-9]*\) [0-9a-f]* \([0-9a-f]*\) [A-Z]$tab/\2 \1 /") || exit
  [ "$entries" ] || exit
  hash=$(printf '%s\n' "$entries" | sha256sum) || exit
  markWith "$hash"
  # What is deleted has no content.
  case $entries in
    *" 000000 "*) entries=$(printf '%s\n' "$entries" | sed '/^0* 000000 /d') || exit ;;
  esac
  holdsNothing content || exit
  printf '\n{"time":"%s","result":"passed","parents":["%s"],"change":"%.32s","keylatch":"%s"}\n' \
    "$6" "$4" "$hash" "$version" >>"$3/keylatch/receipts"
)

content() {
  names "$changed" && { [ -z "$entries" ] || printf '%s\n' "$entries" | objects; }
}

# For node: where it is, what changes, and the content of that
staged() (
  plainly
  where
  [ "$isTold" ] && printf '%s\n' "$changed" content && {
    [ -z "$changed" ] || printf '%s\n' "$changed" | cut -d ' ' -f 4 |
      git -c core.bigFileThreshold=1m cat-file --batch --buffer
  } && echo end
)

# Of many files node reads more at a time.
if [ "$isTold" ] && [ "$changed" ] && [ ${#changed} -lt 20000 ] && passes; then exit 0; fi
needsNode
staged | NODE_EXTRA_CA_CERTS= node "$dist/quick.cjs" pre-commit
}
