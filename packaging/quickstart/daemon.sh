# The stackctl daemon of the quickstart. Sourced by quickstart; uses $home, $state and $data (the daemon's data folder).

# daemon_pid: the process that serves our data folder, whichever clone it was started from.
daemon_pid() {
  for daemon_process in $(grep -lsa -F stackd-launcher.jar /proc/[0-9]*/cmdline); do
    # A process may end between the two looks at it.
    if { tr '\0' '\n' < "$daemon_process"; } 2>/dev/null | grep -qE "^(--data-dir=)?$data\$"; then
      daemon_process=${daemon_process#/proc/}
      echo "${daemon_process%/cmdline}"
      return 0
    fi
  done
  return 1
}

# daemon_home PID: the clone that a daemon was started from.
daemon_home() {
  tr '\0' '\n' < "/proc/$1/cmdline" | sed -n 's/^-Dstackctl\.home=//p'
}

# stop_daemon PID: its containers run on, and its successor finds them again.
stop_daemon() {
  kill "$1" 2>/dev/null || return 0
  wait_for_end "$1" 60 || fail "the daemon (process $1) does not end"
}

# release_daemon: stops the daemon where a start needs it: it belongs to another clone, or its jars are about to be built anew.
release_daemon() {
  running=$(daemon_pid) || return 0
  from=$(daemon_home "$running")
  if [ "$from" != "$home" ]; then
    say "taking over the daemon (process $running) and port 8000 from the clone in $from; its data and containers stay"
    stop_daemon "$running"
  elif ! is_built; then
    say "stopping the daemon (process $running) for the new build; its containers run on"
    stop_daemon "$running"
  fi
}

ensure_daemon() {
  if running=$(daemon_pid); then
    say "the daemon runs (process $running)"
  else
    stackctl info >/dev/null 2>&1 && [ ! -e "$data" ] &&
      fail "a stackctl daemon that is not quickstart's already serves this machine: quickstart leaves it alone"
    say "starting a one-node cluster: bin/stackctl swarm init"
    init_log=$(mktemp)
    # For this machine alone: whatever addresses it has, and whoever has docker's port.
    stackctl swarm init --listen-addr 127.0.0.1:23977 --data-dir "$data" --docker-host "$engine" </dev/null >"$init_log" 2>&1 9>&- ||
      # A cluster from an earlier run is taken up again.
      grep -q 'already part of' "$init_log" || { cat "$init_log" >&2; fail "the cluster could not be started"; }
    rm -f "$init_log"
  fi
  printf '%s\n' "$home" > "$state/owner"
}

# remove_daemon: the cluster with its stack, the process, its data and what it mounted.
remove_daemon() {
  [ -e "$data" ] || return 0
  if ! is_built; then
    build
  fi
  # In a shell of its own, so that what fails there does not end this one.
  (ensure_daemon && leave_cluster) || remove_without_daemon
  if running=$(daemon_pid); then stop_daemon "$running"; fi
  unmount_below "$data"
  rm -rf "$data"
  rm -f /run/stackctl/stackctl.sock.lock
  rmdir /run/stackctl/secrets /run/stackctl 2>/dev/null || true
}

leave_cluster() {
  say "removing the stack and leaving the cluster"
  stackctl rm demo || fail "the stack could not be removed"
  stackctl swarm leave --force </dev/null || fail "the node could not leave its cluster"
}

# remove_without_daemon: when its data is damaged. Another cluster may use the same engine, unless it is quickstart's own.
remove_without_daemon() {
  label=io.stackctl.cluster
  if [ ! -r "$state/engine/dockerd.pid" ]; then
    cluster=$(sed -n 's/^cluster=//p' "$data/node.properties" 2>/dev/null)
    label=$label=${cluster:-unknown}
  fi
  say "the daemon cannot do it; removing the containers and networks with label $label"
  if running=$(daemon_pid); then stop_daemon "$running"; fi
  for container in $(docker -H "$engine" ps -aq --filter "label=$label"); do
    docker -H "$engine" rm -f "$container" >/dev/null || fail "container $container stays"
  done
  for network in $(docker -H "$engine" network ls -q --filter "label=$label"); do
    docker -H "$engine" network rm "$network" >/dev/null || fail "network $network stays"
  done
  ! grep -qs ' /run/stackctl/secrets tmpfs ' /proc/self/mounts || umount -l /run/stackctl/secrets
}
