package io.stackctl.cli.progress;

import io.stackctl.cli.client.ServiceState;
import io.stackctl.cli.client.StackStatus;
import io.stackctl.cluster.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The progress of one service by itself, summed up in docker's words. */
public final class ServiceProgress {
    private ServiceProgress() {}

    public static StackView view(StackStatus status, Expectation expected) {
        var services = StackView.of(status, expected).services();
        return new StackView(overall(status, services), "", services);
    }

    /** {@code overall progress: 1 out of 3 tasks}, whenever that changes, after what changed it. */
    public static List<Happening> happenings(Optional<StackStatus> before, StackStatus after, Expectation expected) {
        var all = new ArrayList<Happening>();
        Happenings.between(before, after, expected)
                .forEach(happening -> all.add(new Happening("", happening.text(), happening.failed())));
        var now = view(after, expected).name();
        if (!before.map(status -> view(status, expected).name()).equals(Optional.of(now))) {
            all.add(Happening.of("", now));
        }
        return all;
    }

    private static String overall(StackStatus status, List<ServiceView> services) {
        if (services.isEmpty() || services.getFirst().wanted() == 0) {
            return "overall progress: waiting for new tasks";
        }
        var view = services.getFirst();
        var counts = view.done() + " out of " + view.wanted();
        var service = status.services().getFirst();
        if (service.spec().mode().job()) {
            return "job progress: " + counts + " complete";
        }
        return "overall progress: " + (goesBack(service) ? "rolling back update: " : "") + counts + " tasks";
    }

    private static boolean goesBack(ServiceState service) {
        return service.service().progress() instanceof Progress.Rolling rolling
                && rolling.direction() == Progress.Direction.BACK;
    }
}
