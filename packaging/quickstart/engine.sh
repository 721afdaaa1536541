# The Docker Engine of the quickstart. Sourced by quickstart; uses $state and $engine (the engine's address).
#
# An engine that answers is used as it is. Otherwise quickstart starts one and takes it away again on `down`: through systemd where that
# runs, else a dockerd of its own with its data under $state/engine.

engine_answers() {
  docker -H "$engine" version >/dev/null 2>&1
}

ensure_engine() {
  if ! command -v docker >/dev/null 2>&1 || { ! engine_answers && ! command -v dockerd >/dev/null 2>&1; }; then
    install_packages "a Docker Engine" $(packages_of_engine) || exit 1
  fi
  engine_answers && return 0
  [ "$engine" = unix:///var/run/docker.sock ] || fail "no Docker Engine answers on $engine (DOCKER_HOST): start it, or unset DOCKER_HOST"
  mkdir -p "$state/engine"
  iptables -S FORWARD 2>/dev/null | grep -x -- '-P FORWARD ACCEPT' > "$state/engine/forward-policy" || true
  if [ -d /run/systemd/system ]; then
    say "starting the Docker Engine of this machine: systemctl start docker"
    : > "$state/engine/started-by-systemd"
    systemctl start docker || fail "systemctl start docker failed: journalctl -u docker tells why"
  else
    say "starting a Docker Engine: dockerd with its data in $state/engine"
    rm -rf "$state/engine/exec"
    setsid dockerd --data-root "$state/engine/data" --exec-root "$state/engine/exec" --pidfile "$state/engine/dockerd.pid" \
      -H "$engine" </dev/null >"$state/engine/dockerd.log" 2>&1 9>&- &
  fi
  engine_attempts=120
  until engine_answers; do
    engine_attempts=$((engine_attempts - 1))
    if [ "$engine_attempts" = 0 ]; then
      [ -r "$state/engine/dockerd.log" ] && tail -n 15 "$state/engine/dockerd.log" >&2
      fail "the Docker Engine does not answer on $engine after 60 s"
    fi
    sleep 0.5
  done
}

# What a user put on an engine of ours, one line each: named volumes, and containers of another origin.
foreign_objects() {
  docker -H "$engine" volume ls --format '{{.Name}}' | grep -vE '^[0-9a-f]{64}$' | sed 's/^/volume /'
  docker -H "$engine" ps -a --format '{{.Names}}' | sed 's/^/container /'
}

# remove_engine: ends the engine if quickstart started it. Its data goes with it, unless a user keeps something there.
remove_engine() {
  [ -d "$state/engine" ] || return 0
  if [ -e "$state/engine/started-by-systemd" ]; then
    say "stopping the Docker Engine that quickstart started: systemctl stop docker"
    systemctl stop docker.socket docker
    rm -rf "$state/engine"
    return 0
  fi
  if ! engine_answers; then
    # The data may hold something of a user's: it must be looked at first.
    ensure_engine
  fi
  foreign=$(foreign_objects)
  say "stopping the Docker Engine that quickstart started"
  dockerd_pid=$(cat "$state/engine/dockerd.pid")
  if tr '\0' '\n' < "/proc/$dockerd_pid/cmdline" 2>/dev/null | grep -qxF "$state/engine/data"; then
    kill "$dockerd_pid"
    wait_for_end "$dockerd_pid" 60 || fail "dockerd (process $dockerd_pid) does not end"
  fi
  forget_engine_network
  unmount_below "$state/engine"
  if [ -n "$foreign" ]; then
    say "its data stays in $state/engine, because it holds what is not quickstart's:"
    echo "$foreign" | sed 's/^/      /'
    say "a dockerd --data-root $state/engine/data serves it; the next ./quickstart starts one"
    rm -rf "$state/engine/exec" "$state/engine/dockerd.log"
    return 0
  fi
  rm -rf "$state/engine"
}

# One that has ended may still be listed, until its parent takes note; it has no executable any more.
an_engine_runs() {
  for comm in $(grep -lsx dockerd /proc/[0-9]*/comm); do
    if readlink "${comm%/comm}/exe" >/dev/null 2>&1; then return 0; fi
  done
  return 1
}

# The default bridge and the firewall chains that dockerd leaves when it ends. Other engines of this machine share the chains.
forget_engine_network() {
  ! an_engine_runs || return 0
  for table in filter nat; do
    iptables -w -t "$table" -S 2>/dev/null | grep -E '^-A .*(docker0|DOCKER)' | while read -r _ rule; do
      eval "iptables -w -t $table -D $rule"
    done
    for chain in $(iptables -w -t "$table" -S 2>/dev/null | sed -n 's/^-N \(DOCKER.*\)/\1/p'); do
      iptables -w -t "$table" -F "$chain" && iptables -w -t "$table" -X "$chain"
    done
  done
  [ ! -s "$state/engine/forward-policy" ] || iptables -w -P FORWARD ACCEPT
  ip link delete docker0 2>/dev/null || true
}
