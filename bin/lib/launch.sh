# What the launchers of tool and daemon share. Sourced after stackctl_program, stackctl_jar and stackctl_options are set.
#
# The process becomes java by exec: same process id, so signals and exit codes are java's own.
#
# The user's environment reaches java unchanged. A shell changes it on the way: it sets PWD, OLDPWD, SHLVL and _, resets IFS and its like,
# and drops names that are no identifiers (`a.b=1`), while compose files may use any of them. So these are taken byte by byte from what the
# kernel kept of the launcher's own start, and are put back by env(1) in the same exec; those that were not set are removed.
#
# One variable is ours: LC_ALL=C.UTF-8, because Java decodes arguments, file names and variables by the locale and would lose every character
# beyond ASCII where none is set or the one set is not installed. The user's own LC_ALL is handed over in STACKCTL_USER_LC_ALL:
# "=VALUE" when it was set, empty when it was not. No STACKCTL_USER_LC_ALL at all: java was not started by a launcher, LC_ALL is the user's.

# Variables of the user that a shell may have changed, quoted for eval. A sed without -z (busybox) fails: then the shell's values are used.
stackctl_changed_by_shells() {
  LC_ALL=C /bin/sed -z -n -E '
    /^(PWD|OLDPWD|SHLVL|_|IFS|PPID|LINENO|OPTIND|OPTARG|PS1|PS2|PS4)=/b quote
    /^[A-Za-z_][A-Za-z_0-9]*=/d
    /=/!d
    : quote
    s/'\''/'\''\\'\'''\''/g
    s/^/'\''/
    s/$/'\'' /
    p' "/proc/$$/environ"
}

# Java compares a cache with the launcher's jar alone, not with the jars that its manifest names: it would run the old classes of a jar
# that was built anew.
stackctl_cache_fits() {
  [ -r "$stackctl_cache" ] || return 1
  for stackctl_newer in "${stackctl_jar%/*}"/*.jar "${stackctl_jar%/*}"/lib/*.jar; do
    [ "$stackctl_newer" -nt "$stackctl_cache" ] && return 1
  done
  return 0
}

stackctl_fail() {
  echo "$stackctl_program: $1" >&2
  exit 1
}

# stackctl_launch ARGUMENTS...: becomes java.
stackctl_launch() {
  stackctl_locale=${LC_ALL+"=$LC_ALL"}
  { stackctl_restored=$(stackctl_changed_by_shells) && stackctl_removed='-u PWD -u OLDPWD -u SHLVL -u _'; } 2>/dev/null ||
    { stackctl_restored=; stackctl_removed=; }
  [ -r "$stackctl_jar" ] ||
    stackctl_fail "is not built yet ($stackctl_jar is missing): run ./quickstart, or mvn -DskipTests package, in $stackctl_home"
  . "$stackctl_home/bin/lib/java-home.sh"
  find_java_home java || { java_is_missing "$stackctl_program"; exit 1; }
  case $stackctl_java_home in *=*) stackctl_fail "cannot use $stackctl_java_home: the path of a JVM must not hold '='" ;; esac
  case $stackctl_jar in *:*) stackctl_fail "cannot run from $stackctl_home: the path must not hold ':'" ;; esac

  # A cache of loaded and linked classes, trained by packaging/train.
  stackctl_cache=${stackctl_jar%-launcher.jar}.aot
  stackctl_cache_fits && stackctl_options="\"-XX:AOTCache=\$stackctl_cache\" $stackctl_options"

  set -f
  eval "exec /usr/bin/env $stackctl_removed -- $stackctl_restored" 'LC_ALL=C.UTF-8 "STACKCTL_USER_LC_ALL=$stackctl_locale"' \
    '"$stackctl_java_home/bin/java"' "$stackctl_options" '"-Dstackctl.home=$stackctl_home" -jar "$stackctl_jar" "$@"'
}
