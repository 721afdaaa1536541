package io.stackctl.cli.progress;

import io.stackctl.cli.ci.JUnitReport;
import io.stackctl.cli.progress.ServiceView.Mark;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Another look, and a report of all that was seen when it is over, however it ended. */
final class ReportProgress implements ProgressPrinter {
    private final ProgressPrinter look;
    private final String stack;
    private final List<String> services;
    private final Consumer<JUnitReport> target;
    private final long started = System.nanoTime();
    private final Map<String, List<String>> failures = new TreeMap<>();
    private Optional<StackView> last = Optional.empty();
    private boolean written;

    /** {@code services}: of the files, by short name, for a deploy of which nothing was ever seen. */
    ReportProgress(ProgressPrinter look, String stack, List<String> services, Consumer<JUnitReport> target) {
        this.look = look;
        this.stack = stack;
        this.services = services;
        this.target = target;
    }

    @Override
    public synchronized void show(
            StackView view, List<Happening> happenings, Instant now, Optional<Duration> timeLeft) {
        last = Optional.of(view);
        look.show(view, happenings, now, timeLeft);
    }

    @Override
    public void tick(Instant now, Optional<Duration> timeLeft) {
        look.tick(now, timeLeft);
    }

    @Override
    public synchronized void failed(Happening failure, List<String> log, Instant now) {
        var lines = failures.computeIfAbsent(failure.service(), _ -> new ArrayList<>());
        lines.add(failure.text());
        lines.addAll(log);
        look.failed(failure, log, now);
    }

    @Override
    public void remark(String text, Instant now) {
        look.remark(text, now);
    }

    /** Once: an interruption comes from another thread. */
    @Override
    public synchronized void over(Optional<String> failure) {
        look.over(failure);
        if (!written) {
            written = true;
            target.accept(new JUnitReport(stack, Duration.ofNanos(System.nanoTime() - started), cases(failure)));
        }
    }

    private List<JUnitReport.Case> cases(Optional<String> failure) {
        var cases = new ArrayList<JUnitReport.Case>();
        var views = new TreeMap<String, ServiceView>();
        last.ifPresent(view -> view.services().forEach(service -> views.put(service.name(), service)));
        var names = new TreeSet<>(services);
        names.addAll(views.keySet());
        for (var name : names) {
            var problem = failure.flatMap(why -> problem(Optional.ofNullable(views.get(name)), why));
            cases.add(new JUnitReport.Case(
                    name, problem, problem.isEmpty() ? List.of() : failures.getOrDefault(name, List.of())));
        }
        boolean told = cases.stream().anyMatch(each -> each.problem().isPresent());
        if (failure.isPresent() && !told) {
            cases.add(new JUnitReport.Case("(deploy)", failure, List.of()));
        }
        return cases;
    }

    private Optional<String> problem(Optional<ServiceView> view, String why) {
        if (view.isEmpty()) {
            return Optional.of(why);
        }
        boolean good = view.get().mark() == Mark.DONE || view.get().mark() == Mark.UNCHANGED;
        boolean failed = failures.containsKey(view.get().name());
        return good && !failed
                ? Optional.empty()
                : Optional.of(view.get().state()
                        + (view.get().detail().isEmpty()
                                ? ""
                                : ": " + view.get().detail()));
    }

    @Override
    public Duration interval() {
        return look.interval();
    }

    @Override
    public void end() {
        look.end();
    }
}
