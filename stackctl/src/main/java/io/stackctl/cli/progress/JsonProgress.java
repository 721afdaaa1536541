package io.stackctl.cli.progress;

import io.stackctl.cli.template.Json;
import io.stackctl.cli.template.Value;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;

/** One JSON object a line for programs: each state that differs, what happened, what was said. */
final class JsonProgress implements ProgressPrinter {
    private final PrintStream err;
    private final String stack;
    private Optional<StackView> last = Optional.empty();

    JsonProgress(PrintStream err, String stack) {
        this.err = err;
        this.stack = stack;
    }

    @Override
    public void show(StackView view, List<Happening> happenings, Instant now, Optional<Duration> timeLeft) {
        happenings.stream()
                .filter(happening -> happening.failed().isEmpty())
                .forEach(happening -> event(happening.service(), happening.text(), now));
        if (!last.equals(Optional.of(view))) {
            var fields = start(now, "state");
            fields.put(
                    "services",
                    new Value.Items(
                            view.services().stream().map(JsonProgress::service).toList()));
            print(fields);
        }
        last = Optional.of(view);
    }

    private static Value service(ServiceView service) {
        var fields = new LinkedHashMap<String, Value>();
        fields.put("name", Value.of(service.name()));
        fields.put("mark", Value.of(service.mark().name().toLowerCase(Locale.ROOT)));
        fields.put("done", Value.of(service.done()));
        fields.put("wanted", Value.of(service.wanted()));
        fields.put("state", Value.of(service.state()));
        fields.put("detail", Value.of(service.detail()));
        return new Value.Struct(fields);
    }

    @Override
    public void tick(Instant now, Optional<Duration> timeLeft) {}

    @Override
    public void failed(Happening failure, List<String> log, Instant now) {
        event(failure.service(), failure.text(), now);
        log.forEach(line -> event(failure.service(), line, now));
    }

    @Override
    public void remark(String text, Instant now) {
        event("", text, now);
    }

    private void event(String service, String text, Instant now) {
        var fields = start(now, "event");
        fields.put("service", Value.of(service));
        fields.put("text", Value.of(text));
        print(fields);
    }

    private SequencedMap<String, Value> start(Instant now, String kind) {
        var fields = new LinkedHashMap<String, Value>();
        fields.put("time", Value.of(now.toString()));
        fields.put("stack", Value.of(stack));
        fields.put("kind", Value.of(kind));
        return fields;
    }

    private void print(SequencedMap<String, Value> fields) {
        err.println(Json.compact(new Value.Struct(fields)));
    }

    @Override
    public Duration interval() {
        return Limits.HEARTBEAT;
    }

    @Override
    public void end() {}
}
