package io.stackctl.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the kernel and the daemon's surroundings offer. */
public final class MachineChecks {
    private final Path proc;
    private final Path sys;

    /** {@code proc} and {@code sys}: where the kernel tells of itself. */
    public MachineChecks(Path proc, Path sys) {
        this.proc = proc;
        this.sys = sys;
    }

    /** {@code daemon}: its process on this machine. */
    public List<Finding> run(long daemon) {
        var found = new ArrayList<Finding>();
        found.add(
                Files.isDirectory(sys.resolve("fs/cgroup")) && !isEmpty(sys.resolve("fs/cgroup"))
                        ? Finding.ok("cgroups", "mounted at /sys/fs/cgroup")
                        : Finding.fail(
                                "cgroups",
                                "nothing is mounted at /sys/fs/cgroup",
                                "mount cgroup2 there: containers cannot be started"));
        found.add(
                read(proc.resolve("filesystems")).contains("\toverlay")
                        ? Finding.ok("overlay", "the kernel has the file system of the engine's images")
                        : Finding.warn(
                                "overlay",
                                "the kernel does not list the file system overlay",
                                "modprobe overlay; without it the engine copies whole images"));
        found.add(module("bridge", "networks of containers"));
        found.add(
                Files.isDirectory(proc.resolve("sys/net/netfilter"))
                                || module("nf_tables").level() == Finding.Level.OK
                                || module("ip_tables").level() == Finding.Level.OK
                        ? Finding.ok("packet filter", "nf_tables or ip_tables is there")
                        : Finding.warn(
                                "packet filter",
                                "neither nf_tables nor ip_tables is loaded",
                                "modprobe nf_tables: containers reach the world by it"));
        found.add(forwarding());
        found.add(supervisor(daemon));
        return List.copyOf(found);
    }

    private Finding module(String name) {
        return module(name, "");
    }

    private Finding module(String name, String use) {
        return Files.isDirectory(sys.resolve("module").resolve(name))
                ? Finding.ok(name, "loaded")
                : Finding.warn(name, "the module is not loaded", "modprobe " + name + ": " + use + " need it");
    }

    private Finding forwarding() {
        return read(proc.resolve("sys/net/ipv4/ip_forward")).strip().equals("1")
                ? Finding.ok("forwarding", "on")
                : Finding.warn(
                        "forwarding",
                        "net.ipv4.ip_forward is off",
                        "sysctl net.ipv4.ip_forward=1: containers reach the world by it; the engine sets it when it starts");
    }

    /** systemd gives what it starts an id; other supervisors are recognised as their parent, which is not process 1. */
    private Finding supervisor(long daemon) {
        var environment = read(proc.resolve(Long.toString(daemon)).resolve("environ"));
        var group = read(proc.resolve(Long.toString(daemon)).resolve("cgroup"));
        boolean supervised = environment.contains("INVOCATION_ID=") && group.contains("stackd.service");
        return supervised
                ? Finding.ok("supervisor", "systemd starts the daemon again (stackd.service)")
                : Finding.warn(
                        "supervisor",
                        "process " + daemon + " is not run by the unit stackd.service",
                        "install packaging/systemd/stackd.service: after a crash or a reboot nobody starts the daemon");
    }

    private static boolean isEmpty(Path folder) {
        try (var files = Files.list(folder)) {
            return files.findAny().isEmpty();
        } catch (IOException unreadable) {
            return true;
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
        } catch (IOException unreadable) {
            return "";
        }
    }
}
