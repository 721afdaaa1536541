package io.stackctl.road;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.cli.ToolRun;
import io.stackctl.fixtures.Await;
import io.stackctl.fixtures.OwnedFolder;
import io.stackctl.fixtures.engine.TestImages;
import io.stackctl.fixtures.lab.Lab;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What docs/operations.md says to do when most managers are lost, or all of them. */
@Tag("e2e")
@Tag("cluster")
class DisasterTest {
    private static final String PASSPHRASE = "correct horse battery staple\n";
    private static final String STACK = """
            services:
              web:
                image: %s
                stop_grace_period: 1s
                secrets: [password]
                deploy: {replicas: 4}
            secrets:
              password:
                external: true
            """.formatted(TestImages.IDLE);

    private static void deploy(LabCluster cluster, Member manager) {
        assertThat(manager.runWith("sesame", "secret", "create", "password", "-")
                        .code())
                .isZero();
        cluster.deployed(manager, "demo", STACK);
    }

    private static Map<String, Set<String>> tasks(Member... members) {
        var tasks = new TreeMap<String, Set<String>>();
        for (var member : members) {
            tasks.put(member.name(), member.tasksRunning());
        }
        return tasks;
    }

    private static ToolRun backup(Member manager, String file) {
        return manager.runWith(
                PASSPHRASE,
                "cluster",
                "backup",
                "-o",
                manager.host().folder().resolve(file).toString(),
                "--passphrase-file",
                "-");
    }

    private static ToolRun restore(Member machine, Member source, String file, String passphrase) {
        return machine.runWith(
                passphrase,
                "cluster",
                "restore",
                "--advertise-addr",
                machine.address(),
                "--passphrase-file",
                "-",
                source.host().folder().resolve(file).toString());
    }

    @Test
    void aManagerThatIsLeftAloneGoesOnWithTheStacksAndTheirContainers() {
        try (var cluster = LabCluster.found(2, 1)) {
            var lost = cluster.member(1);
            var survivor = cluster.member(2);
            var worker = cluster.member(3);
            deploy(cluster, survivor);
            var refused = survivor.run("cluster", "recover");
            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.err()).contains("a majority of the managers answers");
            var onWorker = worker.run("cluster", "recover");
            assertThat(onWorker.code()).isEqualTo(1);
            assertThat(onWorker.err()).contains("This node is not a swarm manager.");

            var before = tasks(survivor, worker);
            lost.host().powerOff();
            // Its log is all that it has after a restart: nobody tells it which entries were acknowledged.
            survivor.daemon().kill();
            survivor.startDaemon();
            survivor.awaitDaemon();

            var recovered = survivor.run("cluster", "recover");
            assertThat(recovered.code()).as(recovered.all()).isZero();
            assertThat(recovered.out()).contains("is now its only manager.");
            assertThat(recovered.err()).contains("No longer in the cluster: host1.");

            Await.until("the worker is back", LabCluster.LIMIT, () -> {
                var nodes = cluster.nodes(survivor);
                return nodes.keySet().equals(Set.of("host2", "host3"))
                        && nodes.values().stream().allMatch(LabCluster.NodeLine::ready);
            });
            cluster.awaitRunning(survivor, "demo", 4);
            before.forEach((host, kept) ->
                    assertThat(tasks(survivor, worker).get(host)).as(host).containsAll(kept));
            assertThat(survivor.good("secret", "ls", "--format", "{{.Name}}")).isEqualTo("password\n");
        }
    }

    @Test
    void aClusterWhoseManagersAreAllLostComesBackFromABackupOnItsAddressAndOnANewMachine() {
        try (var cluster = new LabCluster(Lab.start(3), 1)) {
            TrainedCaches.make();
            cluster.members().forEach(Member::startDaemon);
            cluster.members().forEach(Member::awaitDaemon);
            var manager = cluster.member(1);
            var worker = cluster.member(2);
            var fresh = cluster.member(3);
            manager.good("swarm", "init", "--advertise-addr", manager.address());
            cluster.join(worker);
            deploy(cluster, manager);
            var made = backup(manager, "today.backup");
            assertThat(made.code()).as(made.all()).isZero();
            assertThat(made.err()).contains("2 nodes, 1 stack, 1 service, 1 secret, 0 configs");
            assertThat(backup(manager, "today.backup").code()).isEqualTo(1);

            var member = restore(manager, manager, "today.backup", PASSPHRASE);
            assertThat(member.code()).isEqualTo(1);
            assertThat(member.err()).contains("This node is already part of a swarm.");
            var kept = worker.tasksRunning();
            loseDisk(manager);

            var wrong = restore(manager, manager, "today.backup", "another passphrase\n");
            assertThat(wrong.code()).isEqualTo(1);
            assertThat(wrong.err()).contains("the passphrase does not open this backup");
            var restored = restore(manager, manager, "today.backup", PASSPHRASE);
            assertThat(restored.code()).as(restored.all()).isZero();

            Await.until("the worker came back by itself", LabCluster.LIMIT, () -> {
                var nodes = cluster.nodes(manager);
                return nodes.size() == 2 && nodes.values().stream().allMatch(LabCluster.NodeLine::ready);
            });
            cluster.awaitRunning(manager, "demo", 4);
            assertThat(worker.tasksRunning()).containsAll(kept);

            manager.host().powerOff();
            var moved = restore(fresh, manager, "today.backup", PASSPHRASE);
            assertThat(moved.code()).as(moved.all()).isZero();
            assertThat(moved.out()).contains("Current node (").contains(" " + fresh.address());
            worker.good("swarm", "leave", "--force");
            var token = fresh.good("swarm", "join-token", "-q", "worker").strip();
            worker.good("swarm", "join", "--token", token, fresh.address());
            cluster.awaitRunning(fresh, "demo", 4);
            assertThat(fresh.tasksRunning()).isNotEmpty();
        }
    }

    private static void loseDisk(Member member) {
        member.host().powerOff();
        OwnedFolder.delete(member.host().folder().resolve("data"));
        member.powerOn();
        member.host().engine().awaitAnswer();
        member.awaitDaemon();
    }
}
