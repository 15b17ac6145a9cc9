# What a push gives the remote, for `keylatch pre-push REMOTE URL` to read while node starts: the hook pipes it there,
# and gives it the same arguments and git's ref lines. But for those it is only believed when all of it is there; else
# keylatch asks git itself.
export LC_ALL=C GIT_NO_REPLACE_OBJECTS=1 GIT_GRAFT_FILE=/dev/null GIT_OPTIONAL_LOCKS=0 GIT_NO_LAZY_FETCH=1
export GIT_TERMINAL_PROMPT=0
unset GIT_EXTERNAL_DIFF GIT_DIFF_OPTS GIT_LITERAL_PATHSPECS GIT_GLOB_PATHSPECS GIT_NOGLOB_PATHSPECS GIT_ICASE_PATHSPECS

# Mostly it is one line, which needs no cat.
IFS= read -r refs && IFS= read -r more && refs="$refs
$(printf '%s\n' "$more" && cat)"
printf '%s\n.\n' "$refs"
git rev-parse --path-format=absolute --show-toplevel --git-common-dir --is-shallow-repository 'HEAD^{commit}' || exit

# What is missing in a partial clone git would fetch.
settings=$(git config --get-regexp '^(extensions\.partialclone|remote\..*\.(promisor|fetch|url)|url\..*)$')
case $settings in *partialclone* | *promisor*) exit ;; esac

# The remote has what was fetched from it, if this push goes there and each remote's branches are in a folder of its own.
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
isTracked "$1" "$2" && tracked="--not --remotes=$1" || tracked=

# New ends of the refs as git rev-list takes them, and the old ones.
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
ends=$(ends) || exit
printf '%s\n.\n' "$ends"
commits=$(printf '%s\n' "$ends" | git rev-list --stdin $tracked) || exit
# A push that takes long is better off where its progress is shown, and what was searched before is remembered.
set -- $commits
[ $# -le 5000 ] || exit
printf '%s\n.\n' "$commits"

{
  for end in $ends; do
    case $end in
      ^*) ;;
      *) printf '%s\n' "$end" "$end^{commit}:.keylatch/config.json" "$end^{commit}:.keylatch/salt" ;;
    esac
  done
  printf '%s\n' "$commits" |
    git -c core.quotePath=false diff-tree --stdin --always -r -c --root --raw --no-renames --no-abbrev &&
    echo .
} |
  # `:100644 100644 <old> <new> M<tab>path`, in a merge with as many modes and oids more: what is left begins with the
  # new object's name. What is deleted has none.
  sed -e '/^::/s/^[:0-9a-f ]* \([0-9a-f]* [A-Z]\)/\1/' -e 's/^:[0-9]* [0-9]* [0-9a-f]* //' -e '/^00* /d' -e '/^$/d' |
  git -c core.bigFileThreshold=1m cat-file --batch='%(objectname) %(objecttype) %(objectsize)%(rest)' --buffer &&
  echo end
