package io.stackctl.cli;

import static io.stackctl.cli.Samples.service;
import static io.stackctl.cli.Samples.serving;
import static io.stackctl.cli.Samples.status;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.stackctl.cli.client.StackStatus;
import io.stackctl.wire.proto.ContentSummaryMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WriteCommandsTest {
    private final FakeCluster cluster = new FakeCluster();

    @BeforeEach
    void fill() {
        cluster.contents.add(ContentSummaryMessage.newBuilder()
                .setId("cid")
                .setName("db_password")
                .putLabels("tier", "back")
                .setVersion("v1")
                .setCreatedAt(Samples.START.toEpochMilli() * 1_000_000)
                .setContent(ByteString.copyFromUtf8("text"))
                .build());
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void aRemovalWaitsUntilTheStackIsGone() {
        cluster.states.add(status(
                100,
                StackStatus.Phase.REMOVING,
                service("web").removing().task(serving(1)).build()));
        cluster.states.add(status(104, StackStatus.Phase.ABSENT));
        var run = CommandRun.of(cluster, "rm", "demo", "dmo");
        assertThat(run.out().lines())
                .containsExactly(
                        "Removing service demo_service",
                        "Removing secret demo_secret",
                        "Removing config demo_config",
                        "Removing network demo_network");
        assertThat(run.err()).startsWith("Nothing found in stack: dmo (did you mean demo?)\n");
        assertThat(run.code()).isZero();
    }

    @Test
    void aRemovalThatTakesTooLongEndsWithFive() {
        cluster.states.add(status(
                100,
                StackStatus.Phase.REMOVING,
                service("web").removing().task(serving(1)).build()));
        var run = CommandRun.of(cluster, "down", "--timeout", "200ms", "demo");
        assertThat(run.err()).contains("stack demo is still being removed");
        assertThat(run.code()).isEqualTo(5);
    }

    @Test
    void aDetachedRemovalDoesNotWaitAndUnknownStacksAreNoError() {
        assertThat(CommandRun.of(cluster, "rm", "-d", "demo").code()).isZero();
        var run = CommandRun.of(cluster, "rm", "nothing");
        assertThat(run.err()).isEqualTo("Nothing found in stack: nothing\n");
        assertThat(run.code()).isZero();
    }

    @Test
    void aSecretIsReadFromStdinAndOnlyItsIdIsPrinted() {
        var run = CommandRun.reading(
                cluster, "supersecretpassword", "secret", "create", "-l", "a=b", "--label", "c", "db_password", "-");
        assertThat(run.out()).isEqualTo("secret-id\n");
        assertThat(run.err()).isEmpty();
        assertThat(cluster.created.getFirst().getContent().toStringUtf8()).isEqualTo("supersecretpassword");
        assertThat(cluster.created.getFirst().getLabelsMap())
                .containsEntry("a", "b")
                .containsEntry("c", "");
    }

    @Test
    void contentsThatAreEmptyOrTooLargeAreRefusedInDockersWords() {
        assertThat(CommandRun.reading(cluster, "", "secret", "create", "s", "-").err())
                .isEqualTo("secret data must be larger than 0 and less than 512000 bytes\n");
        assertThat(CommandRun.reading(cluster, "x".repeat(512_000), "secret", "create", "s", "-")
                        .code())
                .isEqualTo(1);
        assertThat(CommandRun.reading(cluster, "x".repeat(511_999), "secret", "create", "s", "-")
                        .code())
                .isZero();
        assertThat(CommandRun.reading(cluster, "x".repeat(1_024_000), "config", "create", "s", "-")
                        .err())
                .isEqualTo("config data must be larger than 0 and less than 1024000 bytes\n");
        assertThat(CommandRun.of(cluster, "config", "create", "s", "/no/such/file")
                        .err())
                .isEqualTo("cannot read /no/such/file: no such file or directory\n");
    }

    @Test
    void inspectShowsAConfigWholeAndASecretWithoutItsContent() {
        assertThat(CommandRun.of(cluster, "config", "inspect", "db_password").out())
                .contains("\"Name\": \"db_password\"", "\"Data\": \"dGV4dA==\"", "\"tier\": \"back\"");
        assertThat(CommandRun.of(cluster, "secret", "inspect", "db_password").out())
                .contains("\"ID\": \"cid\"")
                .doesNotContain("Data", "dGV4dA==");
        assertThat(CommandRun.of(cluster, "secret", "inspect", "--pretty", "db_password")
                        .out())
                .startsWith("ID:\t\t\tcid\nName:\t\t\tdb_password\nLabels:\n - tier=back\nDriver:\nCreated at:");
        assertThat(CommandRun.of(cluster, "config", "inspect", "-f", "{{.Spec.Name}}", "db_password")
                        .out())
                .isEqualTo("db_password\n");
    }

    @Test
    void anUnknownSecretIsNamedWithTheNearest() {
        var run = CommandRun.of(cluster, "secret", "inspect", "db_pasword");
        assertThat(run.out()).isEqualTo("[]\n");
        assertThat(run.err()).isEqualTo("no such secret: db_pasword (did you mean db_password?)\n");
        assertThat(run.code()).isEqualTo(1);
    }

    @Test
    void eachSecretIsRemovedForItself() {
        var run = CommandRun.of(cluster, "secret", "rm", "db_password", "nix");
        assertThat(run.out()).isEqualTo("db_password\n");
        assertThat(run.err()).isEqualTo("secret not found: nix\n");
        assertThat(run.code()).isEqualTo(1);
    }

    @Test
    void contentsAreListedAsDockerListsThem() {
        assertThat(CommandRun.of(cluster, "secret", "ls").out().lines())
                .containsExactly(
                        "ID        NAME          DRIVER    CREATED         UPDATED",
                        "cid       db_password             2 minutes ago   2 minutes ago");
        assertThat(CommandRun.of(cluster, "config", "ls", "--format", "{{.Name}} {{.Label \"tier\"}} {{.Labels}}")
                        .out())
                .isEqualTo("db_password back tier=back\n");
    }

    @Test
    void aSwarmIsMadeAndLeft() {
        assertThat(CommandRun.of(cluster, "swarm", "init").out()).isEqualTo("""
                        Swarm initialized: current node (id-node-a) is now a manager.

                        To add a worker to this swarm, run the following command:

                            stackctl swarm join --token SWMTKN-1-digest-secret 192.0.2.1:2377

                        To add a manager to this swarm, run 'stackctl swarm join-token manager' and follow the instructions.

                        """);
        var refused = CommandRun.of(cluster, "swarm", "leave");
        assertThat(refused.err()).isEqualTo("You are attempting to leave the swarm\n");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(CommandRun.of(cluster, "swarm", "leave", "--force").out()).isEqualTo("Node left the swarm.\n");
    }

    @Test
    void aMachineJoinsWithAToken() {
        var joined = CommandRun.of(cluster, "swarm", "join", "--token", "SWMTKN-1-digest-secret", "192.0.2.1:2377");
        assertThat(joined.out()).isEqualTo("This node joined a swarm as a worker.\n");
        var refused = CommandRun.of(cluster, "swarm", "join", "--token", "x", "192.0.2.1:2377");
        assertThat(refused.err()).isEqualTo("invalid join token\n");
        assertThat(refused.code()).isEqualTo(1);
    }

    @Test
    void aSecretDriverIsRefusedWithTheWayAround() {
        var run = CommandRun.of(cluster, "secret", "create", "--driver", "vault", "db", "-");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("secret driver vault is not available");
        assertThat(cluster.created).isEmpty();
    }
}
