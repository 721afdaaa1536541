package io.stackctl.cli.progress;

import io.stackctl.cli.client.ServiceState;
import io.stackctl.cli.client.StackStatus;
import io.stackctl.cli.output.Durations;
import io.stackctl.cli.output.NaturalOrder;
import io.stackctl.cli.progress.ServiceView.Mark;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** One view of all services of a stack, as values; printers give it a look. */
public record StackView(String name, String revisions, List<ServiceView> services) {
    private static final String GAP = "   ";

    public StackView {
        services = List.copyOf(services);
    }

    /** A pure function of the state and of what is waited for. */
    public static StackView of(StackStatus status, Expectation expected) {
        var services = status.services().stream()
                .sorted(Comparator.comparing(ServiceState::shortName, NaturalOrder.COMPARATOR))
                .map(service -> ServiceViews.of(status, service, expected.steps()))
                .toList();
        return new StackView(status.name(), revisions(expected), services);
    }

    private static String revisions(Expectation expected) {
        long number = expected.stackRevision();
        if (number == 0) {
            return "";
        }
        return "revision " + (expected.changed() && number > 1 ? (number - 1) + " -> " : "") + number;
    }

    /** {@code worker 2/4, api 0/3}: services that are not done. */
    public String waitingFor() {
        return String.join(
                ", ",
                services.stream()
                        .filter(service -> service.mark() != Mark.DONE && service.mark() != Mark.UNCHANGED)
                        .map(service -> service.name()
                                + service.counts().map(counts -> " " + counts).orElse(""))
                        .toList());
    }

    /** The view as lines, a header first. */
    public List<String> lines(Optional<Duration> timeLeft) {
        int names = services.stream()
                .mapToInt(service -> service.name().length())
                .max()
                .orElse(0);
        int states = services.stream()
                .mapToInt(service -> state(service).length())
                .max()
                .orElse(0);
        var lines = new ArrayList<String>();
        lines.add((name
                + (revisions.isEmpty() ? "" : "  " + revisions)
                + timeLeft.map(left -> GAP + "timeout " + Durations.brief(left)).orElse("")));
        for (ServiceView service : services) {
            String line = " " + service.mark().symbol() + " " + padded(service.name(), names) + "  "
                    + padded(state(service), states) + GAP + service.detail();
            lines.add(line.stripTrailing());
        }
        return lines;
    }

    private static String state(ServiceView service) {
        return service.counts().map(counts -> counts + " ").orElse("") + service.state();
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
