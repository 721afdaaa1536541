# Finds a Java 25 or newer. Sourced by the launchers and by the build scripts.
#
# find_java_home TOOL sets stackctl_java_home to the first home that is new enough and has bin/TOOL ("java" to run, "javac" to build), in this order:
#   1. JAVA_HOME
#   2. the folders where packages and tools put JVMs
#   3. the java of the PATH
# It fails when there is none. A home tells its version in its `release` file, so that no JVM is started to find one.

stackctl_required_java=25

# java_is_new_enough HOME: reads the version from HOME/release.
java_is_new_enough() {
  [ -r "$1/release" ] || return 1
  while IFS= read -r stackctl_release_line || [ -n "$stackctl_release_line" ]; do
    case $stackctl_release_line in
      JAVA_VERSION=*)
        stackctl_release_line=${stackctl_release_line#JAVA_VERSION=}
        stackctl_release_line=${stackctl_release_line#\"}
        stackctl_release_line=${stackctl_release_line%%[!0-9]*}
        [ -n "$stackctl_release_line" ] && [ "$stackctl_release_line" -ge "$stackctl_required_java" ]
        return
        ;;
    esac
  done < "$1/release"
  return 1
}

find_java_home() {
  stackctl_java_home=
  for stackctl_java_home in \
    ${JAVA_HOME:+"$JAVA_HOME"} \
    /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /opt/* /opt/java/* /opt/jvm/* /usr/local/*jdk* /usr/local/sdkman/candidates/java/* \
    ${SDKMAN_DIR:+"$SDKMAN_DIR"/candidates/java/*} \
    ${HOME:+"$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.asdf/installs/java/* "$HOME"/.local/share/mise/installs/java/*}; do
    [ -x "$stackctl_java_home/bin/$1" ] && java_is_new_enough "$stackctl_java_home" && return 0
  done
  stackctl_java_home=$(command -v java 2>/dev/null) && stackctl_java_home=$(readlink -f -- "$stackctl_java_home") || { stackctl_java_home=; return 1; }
  stackctl_java_home=${stackctl_java_home%/bin/java}
  [ -x "$stackctl_java_home/bin/$1" ] && java_is_new_enough "$stackctl_java_home" && return 0
  stackctl_java_home=
  return 1
}

# java_is_missing PROGRAM: one sentence for the user.
java_is_missing() {
  echo "$1: needs Java $stackctl_required_java or newer and found none in JAVA_HOME${JAVA_HOME:+ ($JAVA_HOME)}, the usual JVM folders (/usr/lib/jvm, /opt, SDKMAN) or on the PATH." >&2
  echo "$1: install one, for example the package temurin-25-jdk of https://adoptium.net or openjdk-25-jdk where your distribution has it, or set JAVA_HOME." >&2
}
