package io.stackctl.cli;

import io.stackctl.cli.client.ClusterClient;
import io.stackctl.cli.client.StackFeed;
import io.stackctl.cli.client.StackStatus;
import io.stackctl.cli.output.Durations;
import io.stackctl.cli.progress.Expectation;
import io.stackctl.cli.progress.Happening;
import io.stackctl.cli.progress.Happenings;
import io.stackctl.cli.progress.StackView;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A whole stack. */
record AwaitedStack(String name) implements Awaited {
    @Override
    public StackFeed watch(ClusterClient client) {
        return client.watch(name, false);
    }

    @Override
    public StackView view(StackStatus status, Expectation expected) {
        return StackView.of(status, expected);
    }

    @Override
    public List<Happening> happenings(Optional<StackStatus> before, StackStatus after, Expectation expected) {
        return Happenings.between(before, after, expected);
    }

    @Override
    public String doing() {
        return "deploy of " + name;
    }

    @Override
    public String converged(Duration took) {
        return "converged in " + Durations.brief(took);
    }

    @Override
    public String superseded(long by) {
        return doing() + " was superseded by revision " + by;
    }

    @Override
    public String removed() {
        return "stack " + name + " was removed while it was being deployed";
    }

    @Override
    public String follow() {
        return "stackctl ps " + name;
    }

    @Override
    public String again() {
        return "; or wait for it again with the same deploy command";
    }
}
