{ # `keylatch pre-push REMOTE URL` for the hook, with git's ref lines on standard input. If git and grep can prove that
# nothing pushed can be a key, node is not started. Otherwise git reads what is pushed while node starts; node trusts
# its input only if that is complete. In braces, so that a truncated script is a syntax error.
dist=${0%/*}
. "$dist/plain.sh"

# A leading dash would make the name an option.
case $1 in
  -*)
    echo "the name of this remote begins with a dash, so nothing was checked: rename it" >&2
    exit 2
    ;;
esac

# Usually there is one line, which needs no cat.
IFS= read -r refs && IFS= read -r more && refs="$refs
$(printf '%s\n' "$more" && cat)"

# isTracked REMOTE URL: whether the remote has what was fetched from it: the push goes to the URL that is fetched from, and
# each remote has a folder of tracking refs of its own.
isTracked() {
  isFetched=
  isThere=
  while IFS= read -r line; do
    name=${line#remote.}
    name=${name%%.fetch *}
    case $line in
      *.fetch\ *)
        case $name in "" | *[!A-Za-z0-9_.-]*) return 1 ;; esac
        [ "$line" = "remote.$name.fetch +refs/heads/*:refs/remotes/$name/*" ] || return 1
        [ "$name" != "$1" ] || isFetched=yes
        ;;
      "remote.$1.url $2") isThere=${isThere:-yes} ;;
      "remote.$1.url "* | url.*) isThere=perhaps ;;
    esac
  done <<END
$settings
END
  [ "$isFetched" ] && case $isThere in
    perhaps) [ "$(git remote get-url -- "$1" && echo .)" = "$2
." ] ;;
    *) [ "$isThere" ] ;;
  esac
}

# isCurrent REMOTE: whether the tracking refs of the pushed branches are what git says about the remote now
isCurrent() {
  tracking=$(
    while IFS= read -r line; do
      line=${line% *}
      line=${line##* }
      case $line in refs/heads/*) echo "refs/remotes/$1/${line#refs/heads/}" ;; esac
    done <<END
$refs
END
  )
  [ -z "$tracking" ] || { git for-each-ref --format='%(objectname) %(refname)' $tracking && echo end; } | (
    # A subshell of its own: some shells run the last part of a pipe themselves, and `exit` would end the function.
    while IFS=' ' read -r oid name; do
      [ "$oid" != end ] || exit 0
      case $refs$newline in *" refs/heads/${name#refs/remotes/"$1"/} $oid$newline"*) ;; *) exit 1 ;; esac
    done
    exit 1
  )
}

# Prints the new values of the refs for git rev-list, and the old ones to exclude.
ends() {
  while IFS= read -r line; do
    [ "$line" ] || continue
    old=${line##* }
    line=${line% *}
    line=${line% *}
    new=${line##* }
    case $new$old in *[!0-9a-f]*) return 1 ;; esac
    case $new in *[!0]*) echo "$new" ;; esac
    case $old in
      *[!0]*) echo "^$old" ;;
      *) [ "$tracked" ] || return 1 ;;
    esac
  done <<END
$refs
END
}

# gather REMOTE URL: sets $ends, and $commits, those that the remote does not have
gather() {
  # In a partial clone git would fetch missing objects.
  settings=$(git config --get-regexp '^(extensions\.partialclone|remote\..*\.(promisor|fetch|url)|url\..*)$')
  case $settings in *partialclone* | *promisor*) return 1 ;; esac
  tracked=
  if isTracked "$1" "$2"; then
    isCurrent "$1" || return
    tracked="--not --remotes=$1"
  fi
  ends=$(ends) && commits=$(printf '%s\n' "$ends" | git rev-list --stdin $tracked)
}

changes() {
  printf '%s\n' "$commits" |
    git -c core.quotePath=false diff-tree --stdin --always -r -c --root --raw --no-renames --no-abbrev
}

# Reduces `:100644 100644 <old> <new> M<tab>path`, in a merge with more modes and oids, to `<new> M<tab>path`. Drops
# deleted paths, which have no object.
new() {
  sed -e '/^::/s/^[:0-9a-f ]* \([0-9a-f]* [A-Z]\)/\1/' -e 's/^:[0-9]* [0-9]* [0-9a-f]* //' -e '/^00* /d' -e '/^$/d'
}

# passes REMOTE URL: whether it is a push of some commits to one branch in which nothing can be a key
passes() (
  plainly
  set -f
  case $refs in *"$newline"*) exit 1 ;; esac
  set -- "$1" "$2" $refs
  [ $# -eq 6 ] && gather "$1" "$2" || exit
  tip=$4
  IFS=$newline
  set -- $(git rev-parse --path-format=absolute --git-common-dir --is-shallow-repository "$tip^{commit}" "$tip:.keylatch")
  [ "$2 $3" = "false $tip" ] && isKnown "$1" "$4" && hasGrep "$1" || exit
  set -- $commits
  [ $# -le 200 ] || exit
  changes=$(changes) && [ ${#changes} -lt 20000 ] || exit
  case $changes in *"$tab\""*) exit 1 ;; esac
  found=$(printf '%s\n' "$changes" | new) && { [ "$found" ] || [ -z "$commits" ]; } || exit
  markWith "$tip"
  holdsNothing content
)

content() {
  names "$refs
:
$changes" && printf '%s\n' "$found" | objects
}

# pushed REMOTE URL: prints for node the ref lines, the repository's path, the commits, and the objects they introduce
pushed() (
  plainly
  printf '%s\n.\n' "$refs"
  git rev-parse --path-format=absolute --git-common-dir --is-shallow-repository 'HEAD^{commit}' || exit
  gather "$1" "$2" || exit
  printf '%s\n.\n' "$ends"
  # A large push is left to the whole command, which shows progress and remembers what it has searched.
  set -- $commits
  [ $# -le 5000 ] || exit
  printf '%s\n.\n' "$commits"
  {
    for end in $ends; do
      case $end in ^*) ;; *) printf '%s\n' "$end" "$end^{commit}:.keylatch" ;; esac
    done
    changes && echo .
  } | new |
    git -c core.bigFileThreshold=1m cat-file --batch='%(objectname) %(objecttype) %(objectsize)%(rest)' --buffer &&
    echo end
)

passes "$@" || {
  needsNode
  pushed "$@" | NODE_EXTRA_CA_CERTS= node "$dist/quick.cjs" pre-push "$@"
}
}
