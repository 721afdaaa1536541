package io.stackctl.road;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.fixtures.Await;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Locks and roots of a cluster whose daemons are killed and come back. They have no engine: this needs none. */
@Tag("e2e")
class TrustTest {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final String LOCKED = "Swarm is encrypted and needs to be unlocked before it can be used. Please use"
            + " \"stackctl swarm unlock\" to unlock it.";

    @TempDir
    private Path root;

    private String engine() {
        return "unix://" + root.resolve("no-engine.sock");
    }

    @Test
    void aLockedManagerThatIsKilledKnowsNothingUntilItIsToldItsKey() throws Exception {
        try (var machine = Installation.alone(root, engine())) {
            assertThat(machine.run("swarm", "unlock").errors()).contains("Error: This node is not part of a swarm");
            var made = good(machine.run("swarm", "init", "--autolock", "--listen-addr", machine.address()));
            var key = key(made);
            assertThat(made.output())
                    .contains("To unlock a swarm manager after it restarts, run the `stackctl swarm unlock`\n")
                    .contains("Until then a restarted manager starts nothing");
            assertThat(machine.run("swarm", "unlock").errors()).contains("Error: swarm is not locked");
            good(machine.run("kept".getBytes(StandardCharsets.UTF_8), "config", "create", "kept", "-"));
            assertThat(Files.readString(machine.data().resolve("raft/key"))).contains("locked yes");
            Await.until("the certificate's key is sealed", LIMIT, () -> sealed(machine));

            kill(machine);
            awaitLocked(machine);
            assertThat(machine.run("config", "ls").errors()).contains(LOCKED);
            assertThat(machine.run("swarm", "init").errors()).contains(LOCKED);
            assertThat(machine.run("swarm", "leave").errors()).contains("Swarm is encrypted and locked.");
            assertThat(unlock(machine, "SWMKEY-1-wrong").errors())
                    .contains("swarm could not be unlocked: invalid key provided");
            good(unlock(machine, key));
            awaitConfig(machine);

            var rotated = good(machine.run("swarm", "unlock-key", "--rotate", "-q"))
                    .output()
                    .strip();
            assertThat(rotated).isNotEqualTo(key);
            Await.until("the disk has the new key", LIMIT, () -> locksWithOneKey(machine));
            kill(machine);
            awaitLocked(machine);
            assertThat(unlock(machine, key).code()).isNotZero();
            var file = machine.write("unlock-key", rotated + "\n");
            good(machine.run("swarm", "unlock", "--key-file", file.toString()));
            awaitConfig(machine);

            assertThat(good(machine.run("swarm", "update", "--autolock=false")).output())
                    .isEqualTo("Swarm updated.\n");
            assertThat(machine.run("swarm", "unlock-key").errors()).contains("no unlock key is set");
            assertThat(machine.run("swarm", "unlock-key", "--rotate").errors())
                    .contains("cannot rotate because autolock is not turned on");
            Await.until(
                    "the disk is open",
                    LIMIT,
                    () -> text(machine.data().resolve("raft/key")).contains("locked no"));
            kill(machine);
            machine.awaitDaemon();
            awaitConfig(machine);
        }
    }

    @Test
    void theKeyThatASupervisorLaysDownUnlocksAtTheStart() throws Exception {
        var credentials = Files.createDirectory(root.resolve("credentials"));
        try (var machine =
                Installation.alone(root, engine(), java.util.Map.of("CREDENTIALS_DIRECTORY", credentials.toString()))) {
            var made = good(machine.run("swarm", "init", "--autolock", "--listen-addr", machine.address()));
            good(machine.run("kept".getBytes(StandardCharsets.UTF_8), "config", "create", "kept", "-"));
            Files.writeString(credentials.resolve("stackctl-unlock-key"), key(made) + "\n");
            kill(machine);
            machine.awaitDaemon();
            awaitConfig(machine);
        }
    }

    @Test
    void aRootIsRotatedWhenTheNodeThatWasAwayIsBack() throws Exception {
        try (var first = Installation.founded(root, engine());
                var second = Installation.alone(root, engine());
                var worker = Installation.alone(root, engine())) {
            join(first, second, "manager");
            var oldToken = join(first, worker, "worker");
            var before = good(first.run("swarm", "ca")).output();
            awaitReady(first, 3);
            worker.killDaemon();

            assertThat(first.run("swarm", "ca", "--ca-cert", "x").errors()).contains("requires the `--rotate` flag");
            var rotation = second.start("swarm", "ca", "--rotate");
            Await.until(
                    "both managers have certificates of the new root",
                    LIMIT,
                    () -> rotation.errorsSoFar().contains("rotated TLS certificates:  2/3 nodes; waiting for "));
            assertThat(rotation.errorsSoFar()).contains("desired root digest: sha256:");
            // Who waits for it may go: it goes on by itself.
            rotation.process().destroyForcibly().waitFor();
            assertThat(first.run("info").output()).contains(" Root Rotation In Progress: true\n");
            assertThat(first.run("swarm", "ca").output()).isEqualTo(before);
            first.killDaemon();
            first.restartDaemon();
            first.awaitDaemon();

            worker.restartDaemon();
            Await.until("the root is rotated", LIMIT, () -> {
                var now = first.run("swarm", "ca");
                return now.code() == 0 && !now.output().equals(before);
            });
            awaitReady(first, 3);
            try (var late = Installation.alone(root, engine())) {
                assertThat(late.join(oldToken, first.address()).errors())
                        .contains("remote CA does not match fingerprint");
                join(first, late, "worker");
                awaitReady(first, 4);
            }
            for (var machine : new Installation[] {first, second, worker}) {
                kill(machine);
                machine.awaitDaemon();
            }
            awaitReady(first, 3);
        }
    }

    private static Installation.Ended good(Installation.Ended ended) {
        assertThat(ended.code()).as(ended.all()).isZero();
        return ended;
    }

    private static String key(Installation.Ended made) {
        var matcher = Pattern.compile("SWMKEY-1-\\S+").matcher(made.output());
        assertThat(matcher.find()).as(made.all()).isTrue();
        return matcher.group();
    }

    private static void kill(Installation machine) throws Exception {
        machine.killDaemon();
        machine.restartDaemon();
    }

    private static void awaitLocked(Installation machine) {
        Await.until("it is locked", LIMIT, () -> machine.run("info").output().contains("Swarm: locked\n"));
    }

    private static Installation.Ended unlock(Installation machine, String key) {
        return machine.run((key + "\n").getBytes(StandardCharsets.UTF_8), "swarm", "unlock");
    }

    private static void awaitConfig(Installation machine) {
        Await.until(
                "what was there is there",
                LIMIT,
                () -> machine.run("config", "ls", "--format", "{{.Name}}")
                        .output()
                        .equals("kept\n"));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (java.io.IOException e) {
            return "";
        }
    }

    private static boolean sealed(Installation machine) {
        return text(machine.data().resolve("certificates/swarm-node.pem")).contains("SEALED PRIVATE KEY");
    }

    /** The newest alone: the older ones are gone with what they sealed. */
    private static boolean locksWithOneKey(Installation machine) {
        return text(machine.data().resolve("raft/key")).lines().count() == 3;
    }

    private static String join(Installation founder, Installation newcomer, String role) {
        var token =
                good(founder.run("swarm", "join-token", "-q", role)).output().strip();
        good(newcomer.join(token, founder.address()));
        return token;
    }

    private static void awaitReady(Installation asked, int nodes) {
        Await.until(
                nodes + " nodes are ready",
                LIMIT,
                () -> asked.run("node", "ls", "--format", "{{.Status}}")
                                .output()
                                .lines()
                                .filter("Ready"::equals)
                                .count()
                        == nodes);
    }
}
