package io.stackctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a command line for roots and locks is said before a daemon is asked, or started. */
class TrustCommandsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "init --external-ca anything | invalid field 'anything' must be a key=value pair",
                "init --ca-cert x --external-ca foo=bar | the external-ca option needs a protocol= parameter",
                "init --ca-cert x --external-ca protocol=baz | unrecognized external CA protocol baz",
                "init --ca-cert x --external-ca protocol=cfssl | the external-ca option needs a url= parameter",
                "init --external-ca protocol=cfssl,url=https://a | --external-ca needs --ca-cert",
                "init --ca-key k | --ca-cert and --ca-key go together",
                "init --ca-cert c | --ca-cert needs --ca-key, or an --external-ca that has the key",
                "init --max-snapshots 3 | --max-snapshots: the newest snapshot is kept",
                "init --snapshot-interval 5 | --snapshot-interval: a snapshot is taken after 10000 entries",
                "init --data-path-addr eth0 | --data-path-addr: containers of several machines have no traffic",
                "init --data-path-port 7000 | --data-path-port: containers of several machines have no traffic",
                "update --max-snapshots 1 | --max-snapshots",
                "update --autolock=perhaps | invalid argument \"perhaps\"",
                "join --token t --data-path-addr eth0 h:1 | --data-path-addr",
                "ca --ca-cert c | `--ca-cert` flag requires the `--rotate` flag to update the CA",
                "ca --ca-key k | `--ca-key` flag requires the `--rotate` flag to update the CA",
                "ca --cert-expiry 720h | `--cert-expiry` flag requires the `--rotate` flag to update the CA",
                "ca --rotate --ca-cert c | requires that a --ca-key flag and/or --external-ca flag be provided",
                "ca --rotate --external-ca protocol=cfssl,url=https://a | requires the `--ca-cert` flag"
            })
    void aWrongCommandLineIsRefusedWithTheReason(String arguments, String reason) {
        var words = ("swarm " + arguments).split(" ", -1);
        var run = CommandRun.withoutDaemon(words);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains(reason);
    }

    @Test
    void nobodyIsAskedForAKeyThatIsOfNoUse() {
        var run = CommandRun.reading(new FakeCluster(), "SWMKEY-1-x\n", "swarm", "unlock");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).isEqualTo("Error: swarm is not locked\n");
    }

    @Test
    void anUpdateOfNothingShowsItsHelp() {
        assertThat(CommandRun.withoutDaemon("swarm", "update").out()).contains("--autolock", "--external-ca");
    }
}
