package io.stackctl.cli;

import io.stackctl.cli.client.ClusterClient;
import io.stackctl.cli.client.StackFeed;
import io.stackctl.cli.client.StackStatus;
import io.stackctl.cli.progress.Expectation;
import io.stackctl.cli.progress.Happening;
import io.stackctl.cli.progress.ServiceProgress;
import io.stackctl.cli.progress.StackView;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One service by itself.
 *
 * @param verb what is done to it, such as {@code update}
 */
record AwaitedService(String id, String name, String verb) implements Awaited {
    @Override
    public StackFeed watch(ClusterClient client) {
        return client.watchService(id, name);
    }

    @Override
    public StackView view(StackStatus status, Expectation expected) {
        return ServiceProgress.view(status, expected);
    }

    @Override
    public List<Happening> happenings(Optional<StackStatus> before, StackStatus after, Expectation expected) {
        return ServiceProgress.happenings(before, after, expected);
    }

    @Override
    public String doing() {
        return verb + " of service " + name;
    }

    @Override
    public String converged(Duration took) {
        return "verify: Service " + name + " converged";
    }

    @Override
    public String superseded(long by) {
        return doing() + " was superseded by a newer update";
    }

    @Override
    public String removed() {
        return "service " + name + " was removed meanwhile";
    }

    @Override
    public String follow() {
        return "stackctl service ps " + name;
    }

    @Override
    public String again() {
        return "";
    }
}
