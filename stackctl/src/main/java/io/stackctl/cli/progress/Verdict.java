package io.stackctl.cli.progress;

import io.stackctl.cli.client.ServiceState;
import io.stackctl.cli.client.StackStatus;
import io.stackctl.cluster.Progress;
import java.util.List;
import java.util.Optional;

/** Whether a deploy has come to an end, and to which. */
public sealed interface Verdict {
    record UnderWay() implements Verdict {}

    record Converged() implements Verdict {}

    record RolledBack(String why) implements Verdict {}

    /** It failed and stays as it is. */
    record Failed(String why) implements Verdict {}

    /** A newer deploy took over. */
    record Superseded(long by) implements Verdict {}

    /** The stack was removed meanwhile. */
    record Gone() implements Verdict {}

    /** A pure function of what the manager says. */
    static Verdict of(StackStatus status, Expectation expected) {
        if (status.revision().compareTo(expected.revision()) < 0) {
            return new UnderWay();
        }
        boolean newer = status.stackRevision() > expected.stackRevision();
        return switch (status.phase()) {
            case ABSENT, REMOVING -> new Gone();
            case ROLLED_BACK ->
                // What went back before this deploy, or by request, is where it was meant to be.
                !newer && (expected.back() || !expected.changed())
                        ? settled(status)
                        : new RolledBack(status.whyBack().map(Words::oneLine).orElseGet(() -> why(status)));
            case ROLLING -> newer && !goingBack(status) ? new Superseded(status.stackRevision()) : new UnderWay();
            case PAUSED -> newer ? new Superseded(status.stackRevision()) : new Failed(why(status));
            case SETTLED -> newer ? new Superseded(status.stackRevision()) : settled(status);
        };
    }

    private static boolean goingBack(StackStatus status) {
        return status.services().stream()
                .anyMatch(service -> service.service().progress() instanceof Progress.Rolling rolling
                        && rolling.direction() == Progress.Direction.BACK);
    }

    /** No rollout is left; still every slot has to serve, for nobody may have rolled at all. */
    private static Verdict settled(StackStatus status) {
        Optional<String> failed = Optional.empty();
        for (ServiceState service : status.services()) {
            if (service.service().removing()) {
                continue;
            }
            for (SlotView slot : SlotView.of(service, status.nodes())) {
                switch (slot.stage()) {
                    case DONE -> {}
                    case UNDER_WAY -> {
                        return new UnderWay();
                    }
                    case FAILED ->
                        failed = failed.or(() -> slot.task()
                                .map(task -> "service " + service.shortName() + ": " + slot.label(status.nodes()) + ": "
                                        + Words.failure(task)));
                }
            }
        }
        return failed.<Verdict>map(Failed::new).orElseGet(Converged::new);
    }

    private static String why(StackStatus status) {
        List<String> reasons = status.services().stream()
                .flatMap(service -> why(service).stream())
                .toList();
        return reasons.isEmpty() ? "the cluster gives no reason" : String.join("; ", reasons);
    }

    private static Optional<String> why(ServiceState service) {
        String name = "service " + service.shortName() + ": ";
        return switch (service.service().progress()) {
            case Progress.Paused paused -> Optional.of(name + Words.oneLine(paused.why()));
            case Progress.RolledBack back -> Optional.of(name + Words.oneLine(back.why()));
            case Progress.Rolling _, Progress.Settled _ -> Optional.empty();
        };
    }
}
