# What is staged, for `keylatch pre-commit` to read while node starts: the hook pipes it there. It is only believed
# when all of it is there; else keylatch asks git itself.
export LC_ALL=C GIT_NO_REPLACE_OBJECTS=1 GIT_GRAFT_FILE=/dev/null GIT_OPTIONAL_LOCKS=0 GIT_NO_LAZY_FETCH=1
unset GIT_EXTERNAL_DIFF GIT_DIFF_OPTS GIT_LITERAL_PATHSPECS GIT_GLOB_PATHSPECS GIT_NOGLOB_PATHSPECS GIT_ICASE_PATHSPECS
git rev-parse --path-format=absolute --show-toplevel --git-dir --git-common-dir 'HEAD^{commit}' &&
  changed=$(
    git -c core.fsmonitor=false -c core.quotePath=false diff-index --cached --raw --no-renames --no-abbrev \
      --ita-invisible-in-index HEAD --
  ) &&
  printf '%s\n' "$changed" content &&
  {
    printf '%s\n' :.keylatch/config.json :.keylatch/salt
    [ -z "$changed" ] || printf '%s\n' "$changed" | cut -d ' ' -f 4
  } | git -c core.bigFileThreshold=1m cat-file --batch --buffer &&
  echo end
