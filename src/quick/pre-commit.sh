{ # `keylatch pre-commit` for the hook. If git and grep can prove that nothing staged can be a key, node is not started.
# Otherwise git reads what is staged while node starts; node trusts its input only if that is complete.
# In braces, so that a truncated script is a syntax error.
dist=${0%/*}
. "$dist/plain.sh"

changed=$(
  plainly
  git -c core.fsmonitor=false -c core.quotePath=false diff-index --cached --raw --no-renames --no-abbrev \
    --ita-invisible-in-index HEAD --
) && isComplete=yes || isComplete=

where() {
  git rev-parse --path-format=absolute --show-toplevel --git-dir --git-common-dir 'HEAD^{commit}' HEAD:.keylatch
}

# Whether it is a plain commit in which nothing can be a key; leaves a receipt for it
passes() (
  plainly
  set -f
  IFS=$tab$newline
  files=
  for field in $changed; do
    case $field in :[01]*) ;; *) files=$files./$field$newline ;; esac
  done
  IFS=$newline
  # Long files are left to node, which reads them from the work tree if they are as staged. A guess is enough here.
  # A line from find makes the number of arguments wrong.
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
  # Left to node: submodules, unmerged paths, empty paths, .keylatch itself, paths that git quotes or that are not ASCII
  case $changed in
    *160000* | *" U$tab"* | *"$tab" | *"$tab$newline"*) exit 1 ;;
    *"$tab.keylatch" | *"$tab.keylatch$newline"* | *"$tab.keylatch/"* | *"$tab\""* | *[!\ -~"$newline$tab"]*) exit 1 ;;
  esac
  entries=$(printf '%s\n' "$changed" |
    sed "s/^:[0-9]* \([0-9]*\) [0-9a-f]* \([0-9a-f]*\) [A-Z]$tab/\2 \1 /") || exit
  [ "$entries" ] || exit
  hash=$(printf '%s\n' "$entries" | sha256sum) || exit
  markWith "$hash"
  # Deleted files have no content.
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

# Prints for node the repository's paths, the staged change, and its content
staged() (
  plainly
  where
  [ "$isComplete" ] && printf '%s\n' "$changed" content && {
    [ -z "$changed" ] || printf '%s\n' "$changed" | cut -d ' ' -f 4 |
      git -c core.bigFileThreshold=1m cat-file --batch --buffer
  } && echo end
)

# For many files node is quicker.
if [ "$isComplete" ] && [ "$changed" ] && [ ${#changed} -lt 20000 ] && passes; then exit 0; fi
needsNode
staged | NODE_EXTRA_CA_CERTS= node "$dist/quick.cjs" pre-commit
}
