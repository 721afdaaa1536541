package io.stackctl.road;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.cli.ToolRun;
import io.stackctl.fixtures.Await;
import io.stackctl.fixtures.lab.Lab;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A cluster on the hosts of a lab: the first few are managers, the others workers. */
final class LabCluster implements AutoCloseable {
    /** For all that a machine of two cores does with five engines and daemons at once. */
    static final Duration LIMIT = Duration.ofMinutes(2);

    private final Lab lab;
    private final List<Member> members;
    private final int managers;

    /** One line of {@code node ls}. */
    record NodeLine(String id, String name, String status, String availability, String managerStatus) {
        boolean ready() {
            return status.equals("Ready");
        }

        boolean leads() {
            return managerStatus.equals("Leader");
        }
    }

    /** One line of {@code ps}. */
    record TaskLine(String id, String name, String node, String desired, String current, String error) {
        boolean wanted() {
            return desired.equals("Running");
        }

        boolean running() {
            return wanted() && current.startsWith("Running");
        }
    }

    LabCluster(Lab lab, int managers) {
        this.lab = lab;
        this.managers = managers;
        this.members = lab.hosts().stream().map(Member::new).toList();
    }

    /** Hosts 1 to {@code managers} manage, the rest works; all are ready. */
    static LabCluster found(int managers, int workers) {
        TrainedCaches.make();
        var cluster = new LabCluster(Lab.start(managers + workers), managers);
        try {
            cluster.members.forEach(Member::startDaemon);
            cluster.members.forEach(Member::awaitDaemon);
            var first = cluster.member(1);
            first.good("swarm", "init", "--advertise-addr", first.address());
            cluster.members.stream().skip(1).forEach(cluster::join);
            cluster.awaitWhole();
            return cluster;
        } catch (RuntimeException | Error failure) {
            cluster.keepLogs("founding");
            cluster.close();
            throw failure;
        }
    }

    /** A manager says where it is reached; a worker leaves that to the managers to see. */
    void join(Member newcomer) {
        boolean manages = newcomer.host().number() <= managers;
        var role = manages ? "manager" : "worker";
        var token = member(1).good("swarm", "join-token", "-q", role).strip();
        var command = new ArrayList<>(List.of("swarm", "join", "--token", token));
        if (manages) {
            command.addAll(List.of("--advertise-addr", newcomer.address()));
        }
        command.add(member(1).address());
        assertThat(newcomer.good(command.toArray(String[]::new)))
                .contains("This node joined a swarm as a " + role + ".");
    }

    Lab lab() {
        return lab;
    }

    /** {@code number}: the host's, from 1. */
    Member member(int number) {
        return members.get(number - 1);
    }

    List<Member> members() {
        return members;
    }

    List<Member> managers() {
        return members.subList(0, managers);
    }

    List<Member> workers() {
        return members.subList(managers, members.size());
    }

    /** The manager that leads, as the managers say that can be asked. */
    Member leader() {
        return Await.value(
                "somebody leads",
                LIMIT,
                () -> managers().stream().flatMap(this::led).findFirst());
    }

    private Stream<Member> led(Member asked) {
        return nodes(asked).values().stream()
                .filter(NodeLine::leads)
                .flatMap(line -> members.stream().filter(member -> member.name().equals(line.name())));
    }

    /** Managers but that one. */
    List<Member> managersBut(Member member) {
        return managers().stream().filter(other -> other != member).toList();
    }

    /** {@code node ls} as one member sees it, by host name; empty when it does not answer. */
    Map<String, NodeLine> nodes(Member asked) {
        var lines = new TreeMap<String, NodeLine>();
        if (!asked.daemonRuns()) {
            return lines;
        }
        var run = asked.run(
                "node", "ls", "--format", "{{.ID}}|{{.Hostname}}|{{.Status}}|{{.Availability}}|{{.ManagerStatus}}");
        if (run.code() == 0) {
            run.out()
                    .lines()
                    .map(line -> line.split("\\|", -1))
                    .forEach(cells ->
                            lines.put(cells[1], new NodeLine(cells[0], cells[1], cells[2], cells[3], cells[4])));
        }
        return lines;
    }

    /** What one member says of another; fails when it does not answer. */
    NodeLine node(Member asked, Member member) {
        return nodes(asked).values().stream()
                .filter(line -> line.name().equals(member.name()))
                .findFirst()
                .orElseThrow();
    }

    /** {@code ps} of a stack as one member sees it; empty when it does not answer. */
    List<TaskLine> tasks(Member asked, String stack) {
        var run = asked.run(
                "ps",
                "--no-trunc",
                "--format",
                "{{.ID}}|{{.Name}}|{{.Node}}|{{.DesiredState}}|{{.CurrentState}}|{{.Error}}",
                stack);
        return run.code() != 0
                ? List.of()
                : run.out()
                        .lines()
                        .map(line -> line.split("\\|", -1))
                        .map(LabCluster::taskLine)
                        .toList();
    }

    private static TaskLine taskLine(String[] cells) {
        return new TaskLine(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5]);
    }

    /** Tasks that are wanted and run, by the host they run on, as a manager says. */
    Map<String, List<String>> runningByHost(Member asked, String stack) {
        var byHost = new TreeMap<String, List<String>>();
        tasks(asked, stack).stream()
                .filter(TaskLine::running)
                .forEach(task -> byHost.computeIfAbsent(task.node(), _ -> new ArrayList<>())
                        .add(task.id()));
        return byHost;
    }

    /** Deploys and waits until the stack has settled. */
    ToolRun deploy(Member asked, String stack, String compose) {
        var file = asked.write(stack + ".yml", compose);
        return asked.run("deploy", "--timeout", "2m", "-c", file.toString(), stack);
    }

    void deployed(Member asked, String stack, String compose) {
        var run = deploy(asked, stack, compose);
        assertThat(run.code()).as(run.all()).isZero();
    }

    /** Until that many tasks of the stack run, and no other is wanted. */
    void awaitRunning(Member asked, String stack, int count) {
        Await.until(count + " tasks of " + stack + " run", LIMIT, () -> {
            var wanted = tasks(asked, stack).stream().filter(TaskLine::wanted).toList();
            return wanted.size() == count && wanted.stream().allMatch(TaskLine::running);
        });
    }

    /** Until every node is ready, and all managers vote. */
    void awaitWhole() {
        var leader = leader();
        Await.until("all nodes are ready: " + nodes(leader), LIMIT, () -> {
            var nodes = nodes(leader());
            return nodes.size() == members.size()
                    && nodes.values().stream()
                            .allMatch(
                                    node -> node.ready() && node.availability().equals("Active"))
                    && nodes.values().stream()
                                    .filter(node -> !node.managerStatus().isEmpty())
                                    .count()
                            == managers;
        });
    }

    /** Whatever a test did to it, it is whole again, and empty. */
    void restore() {
        lab.fabric().heal();
        for (var member : members) {
            if (!member.host().isOn()) {
                member.powerOn();
                continue;
            }
            if (!member.host().engine().runs()) {
                member.host().engine().start();
            }
            if (!member.daemonRuns()) {
                member.startDaemon();
            }
        }
        members.forEach(member -> member.host().engine().awaitAnswer());
        members.forEach(Member::awaitDaemon);
        var leader = leader();
        nodes(leader).values().stream()
                .filter(node -> !node.availability().equals("Active"))
                .forEach(node -> leader.good("node", "update", "--availability", "active", node.id()));
        awaitWhole();
        leader().good("ls", "--format", "{{.Name}}").lines().forEach(stack -> leader().good("rm", stack));
        Await.until(
                "no container is left",
                LIMIT,
                () -> members.stream().allMatch(member -> member.tasksRunning().isEmpty()));
    }

    /** Copies the daemons' logs, which go with the lab, to {@code target/lab}. */
    void keepLogs(String why) {
        var folder = Path.of("target", "lab", why);
        try {
            Files.createDirectories(folder);
            for (var member : members) {
                if (Files.exists(member.log())) {
                    var copy = folder.resolve(member.name() + ".log");
                    Files.copy(member.log(), copy, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        lab.close();
    }
}
