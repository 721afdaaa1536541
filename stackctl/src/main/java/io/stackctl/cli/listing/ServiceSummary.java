package io.stackctl.cli.listing;

import static io.stackctl.cli.listing.ServiceDetails.word;

import io.stackctl.cli.client.ServiceState;
import io.stackctl.cluster.Progress;
import io.stackctl.compose.GoDurations;
import io.stackctl.spec.ContainerSpec;
import io.stackctl.spec.Mode;
import io.stackctl.spec.NetworkAttachment;
import io.stackctl.spec.Resources;
import io.stackctl.spec.Rollout;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A service for people, line by line as docker's {@code service inspect --pretty} prints it. */
public final class ServiceSummary {
    private static final long CPU = 1_000_000_000;

    private final StringBuilder text = new StringBuilder();
    private final ServiceState state;

    private ServiceSummary(ServiceState state) {
        this.state = state;
    }

    public static String of(ServiceState state, Instant now) {
        var summary = new ServiceSummary(state);
        summary.head();
        summary.status(now);
        summary.placement();
        summary.rollout("UpdateConfig:", " Update order:      ", state.spec().update());
        summary.rollout("RollbackConfig:", " Rollback order:    ", state.spec().rollback());
        summary.container(state.spec().container());
        summary.files(state.spec().container());
        summary.resources(state.spec().resources());
        summary.network();
        summary.healthcheck();
        return summary.text.toString();
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private void head() {
        line("ID:\t\t" + state.service().id().value());
        line("Name:\t\t" + state.name());
        pairs("Labels:", " ", "=", state.spec().labels());
        switch (state.spec().mode()) {
            case Mode.Replicated(int replicas) -> {
                line("Service Mode:\tReplicated");
                line(" Replicas:\t" + replicas);
            }
            case Mode.Global _ -> line("Service Mode:\tGlobal");
            case Mode.ReplicatedJob(int concurrent, int completions) -> {
                line("Service Mode:\tReplicatedJob");
                line(" Max Concurrent:\t" + concurrent);
                line(" Total Completions:\t" + completions);
            }
            case Mode.GlobalJob _ -> line("Service Mode:\tGlobalJob");
        }
    }

    private void pairs(String title, String indent, String sign, Map<String, String> pairs) {
        if (!pairs.isEmpty()) {
            line(title);
            pairs.forEach((key, value) -> line(indent + key + sign + value));
        }
    }

    private void status(Instant now) {
        var progress = state.service().progress();
        if (progress instanceof Progress.Settled && !ServiceDetails.updated(state.service())) {
            return;
        }
        line("UpdateStatus:");
        line(" State:\t\t" + ServiceDetails.state(progress));
        switch (progress) {
            case Progress.Settled _ -> {
                line(" Started:\t" + Cells.lowerAgo(state.service().updatedAt(), now));
                line(" Message:\t" + ServiceDetails.COMPLETED);
            }
            case Progress.Rolling rolling -> {
                line(" Started:\t" + Cells.lowerAgo(rolling.startedAt(), now));
                line(" Message:\t" + rolling.why().orElse("update in progress"));
            }
            case Progress.Paused(var _, var why, var at) -> ended(why, at, now);
            case Progress.RolledBack(var why, var at) -> ended(why, at, now);
        }
    }

    private void ended(String why, Instant at, Instant now) {
        line(" Completed:\t" + Cells.lowerAgo(at, now));
        line(" Message:\t" + Cells.oneLine(why));
    }

    private void placement() {
        line("Placement:");
        var placement = state.spec().placement();
        if (!placement.constraints().isEmpty()) {
            line(" Constraints:\t"
                    + placement.constraints().stream().map(Object::toString).toList());
        }
        if (!placement.preferences().isEmpty()) {
            line(" Preferences:\t"
                    + placement.preferences().stream()
                            .map(each -> "spread=" + each)
                            .toList());
        }
        if (placement.maxReplicasPerNode() > 0) {
            line(" Max Replicas Per Node:\t" + placement.maxReplicasPerNode());
        }
    }

    private void rollout(String title, String order, Rollout rollout) {
        line(title);
        line(" Parallelism:\t" + rollout.parallelism());
        if (!rollout.delay().isZero()) {
            line(" Delay:\t\t" + GoDurations.print(rollout.delay()));
        }
        line(" On failure:\t" + word(rollout.onFailure()));
        if (!rollout.monitor().isZero()) {
            line(" Monitoring Period: " + GoDurations.print(rollout.monitor()));
        }
        line(" Max failure ratio: "
                + BigDecimal.valueOf(rollout.maxFailureRatio())
                        .stripTrailingZeros()
                        .toPlainString());
        line(order + word(rollout.order()));
    }

    private void container(ContainerSpec spec) {
        line("ContainerSpec:");
        line(" Image:\t\t" + spec.image());
        words(" Command:\t", spec.command().entrypoint());
        words(" Args:\t\t", spec.command().arguments());
        words(" Env:\t\t", spec.command().environment());
        spec.command().workingDirectory().ifPresent(folder -> line(" Dir:\t\t" + folder));
        spec.command().user().ifPresent(user -> line(" User:\t\t" + user));
        spec.command().init().ifPresent(init -> line(" Init:\t\t" + init));
        if (!spec.mounts().isEmpty()) {
            line("Mounts:");
            spec.mounts().forEach(mount -> {
                line(" Target:\t" + mount.target());
                line("  Source:\t" + ContainerFields.source(mount));
                line("  ReadOnly:\t" + mount.readOnly());
                line("  Type:\t\t" + ContainerFields.type(mount));
            });
        }
    }

    private void words(String title, List<String> words) {
        if (!words.isEmpty()) {
            line(title + String.join(" ", words) + " ");
        }
    }

    private void files(ContainerSpec spec) {
        if (!spec.configs().isEmpty()) {
            line("Configs:");
        }
        spec.configs().forEach(file -> line(" Target:\t" + file.target() + "\n  Source:\t" + file.name()));
        if (!spec.secrets().isEmpty()) {
            line("Secrets:");
        }
        spec.secrets().forEach(file -> line(" Target:\t" + file.target() + "\n  Source:\t" + file.name()));
        spec.logDriver().ifPresent(driver -> {
            line("Log Driver:");
            if (!driver.name().isEmpty()) {
                line(" Name:\t\t" + driver.name());
            }
            pairs(" LogOpts:", "  ", ":\t", driver.options());
        });
    }

    private void resources(Resources resources) {
        line("Resources:");
        var reservation = resources.reservation();
        if (reservation.nanoCpus() > 0 || reservation.memoryBytes() > 0) {
            line(" Reservations:");
            amounts(reservation.nanoCpus(), reservation.memoryBytes());
        }
        var limit = resources.limit();
        if (limit.nanoCpus() > 0 || limit.memoryBytes() > 0 || limit.pids() > 0) {
            line(" Limits:");
            amounts(limit.nanoCpus(), limit.memoryBytes());
        }
        if (limit.pids() > 0) {
            line("  Pids:\t\t" + limit.pids());
        }
    }

    private void amounts(long nanoCpus, long memory) {
        if (nanoCpus > 0) {
            line("  CPU:\t\t"
                    + BigDecimal.valueOf(nanoCpus)
                            .divide(BigDecimal.valueOf(CPU))
                            .stripTrailingZeros()
                            .toPlainString());
        }
        if (memory > 0) {
            line("  Memory:\t" + Sizes.binary(memory));
        }
    }

    private void network() {
        words(
                "Networks:\t",
                state.spec().networks().stream().map(NetworkAttachment::network).toList());
        line("Endpoint Mode:\t" + word(state.spec().endpointMode()));
        if (!state.service().ports().isEmpty()) {
            line("Ports:");
        }
        state.service().ports().forEach(port -> {
            line(" PublishedPort = " + port.published().orElse(0));
            line("  Protocol = " + port.protocol().text());
            line("  TargetPort = " + port.target());
            line("  PublishMode = " + word(port.mode()));
        });
    }

    private void healthcheck() {
        state.spec().container().healthcheck().ifPresent(check -> {
            line("Healthcheck:");
            check.interval().ifPresent(time -> line(" Interval = " + GoDurations.print(time)));
            check.retries().ifPresent(retries -> line(" Retries = " + retries));
            check.startPeriod().ifPresent(time -> line(" StartPeriod = " + GoDurations.print(time)));
            check.timeout().ifPresent(time -> line(" Timeout = " + GoDurations.print(time)));
            if (!check.test().isEmpty()) {
                line(" Tests:");
                check.test().forEach(test -> line("  Test = " + test));
            }
        });
    }
}
