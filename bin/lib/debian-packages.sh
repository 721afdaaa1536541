# Installs packages of the distribution. Sourced by quickstart, verify and the image scripts.

# install_packages WHY PACKAGE...: says what it does; a plain sentence and failure where it cannot.
# Services that come with a package are not started: RUNLEVEL=1 keeps sysv scripts back where no systemd runs.
install_packages() {
  packages_reason=$1
  shift
  if ! command -v apt-get >/dev/null 2>&1; then
    echo "$packages_reason needs these packages, and this machine has no apt-get to install them: $*" >&2
    return 1
  fi
  if [ "$(id -u)" != 0 ]; then
    echo "$packages_reason needs these packages; install them as root: apt-get install $*" >&2
    return 1
  fi
  echo "installing for $packages_reason: $*"
  packages_log=$(mktemp) || return 1
  if apt_install "$@" >"$packages_log" 2>&1 || { apt-get update -qq >>"$packages_log" 2>&1 && apt_install "$@" >>"$packages_log" 2>&1; }; then
    rm -f "$packages_log"
    return 0
  fi
  tail -n 20 "$packages_log" >&2
  rm -f "$packages_log"
  echo "apt-get could not install $* (needed by $packages_reason); the reason stands above" >&2
  return 1
}

apt_install() {
  RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@"
}

# packages_of_engine: the packages that bring dockerd, the docker command and what dockerd calls. The command is a package of its own in
# newer distributions.
packages_of_engine() {
  if apt-cache show docker-cli >/dev/null 2>&1; then
    echo docker.io docker-cli iptables iproute2
  else
    echo docker.io iptables iproute2
  fi
}
