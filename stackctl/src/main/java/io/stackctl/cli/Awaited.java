package io.stackctl.cli;

import io.stackctl.cli.client.ClusterClient;
import io.stackctl.cli.client.StackFeed;
import io.stackctl.cli.client.StackStatus;
import io.stackctl.cli.progress.Expectation;
import io.stackctl.cli.progress.Happening;
import io.stackctl.cli.progress.StackView;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a command waits for, and the words for it. */
sealed interface Awaited permits AwaitedStack, AwaitedService {
    StackFeed watch(ClusterClient client);

    StackView view(StackStatus status, Expectation expected);

    List<Happening> happenings(Optional<StackStatus> before, StackStatus after, Expectation expected);

    /** Such as {@code demo}. */
    String name();

    /** Such as {@code deploy of demo}. */
    String doing();

    /** {@code took}: since the wait began. */
    String converged(Duration took);

    /** {@code by}: the newer revision, or version. */
    String superseded(long by);

    String removed();

    /** The command that shows how it goes on. */
    String follow();

    /** How to wait for the same once more; empty if there is no way. */
    String again();
}
