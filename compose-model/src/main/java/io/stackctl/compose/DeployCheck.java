package io.stackctl.compose;

import io.stackctl.compose.model.Deploy;
import io.stackctl.compose.model.Healthcheck;
import io.stackctl.compose.model.Located;
import io.stackctl.compose.model.Port;
import io.stackctl.compose.model.Service;
import io.stackctl.diagnostic.Code;
import io.stackctl.diagnostic.Diagnostic;
import io.stackctl.diagnostic.Diagnostics;
import io.stackctl.diagnostic.Suggestion;
import io.stackctl.spec.Constraint;
import io.stackctl.yaml.Span;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Checks what a service says about its tasks: modes, policies, limits. The bounds are those of the peer's manager. */
final class DeployCheck {
    private static final List<String> MODES = List.of("replicated", "global", "replicated-job", "global-job");
    private static final List<String> CONDITIONS = List.of("none", "on-failure", "any");
    private static final List<String> FAILURE_ACTIONS = List.of("pause", "continue", "rollback");
    private static final List<String> ENDPOINT_MODES = List.of("vip", "dnsrr");
    private static final List<String> PROTOCOLS = List.of("tcp", "udp", "sctp");
    private static final List<String> PUBLISH_MODES = List.of("ingress", "host");
    private static final BigDecimal LEAST_CPUS = new BigDecimal("0.001");
    private static final int CPU_DIGITS = 9;
    private static final long LEAST_MEMORY = 4L << 20;

    private final Service service;
    private final Deploy deploy;
    private final Reading reading;
    private final Diagnostics.Collector diagnostics;

    DeployCheck(Service service, Reading reading, Diagnostics.Collector diagnostics) {
        this.service = service;
        this.deploy = service.deploy();
        this.reading = reading;
        this.diagnostics = diagnostics;
    }

    void check() {
        mode();
        deploy.limits().ifPresent(this::resources);
        deploy.reservations().ifPresent(this::resources);
        if (deploy.restartPolicy().isEmpty()) {
            service.restart()
                    .filter(restart -> LegacyRestart.parse(restart.value()).isEmpty())
                    .ifPresent(restart -> report(
                            restart.span(),
                            Code.INVALID_RESTART,
                            "`" + restart.value() + "` is no restart policy",
                            "use no, always, on-failure, on-failure:3 or unless-stopped"));
        }
        deploy.update().ifPresent(this::numbers);
        deploy.rollback().ifPresent(this::numbers);
        deploy.rollback().ifPresent(this::rollbackOfRollback);
        deploy.restartPolicy().ifPresent(policy -> {
            notNegative("delay", policy.delay());
            notNegative("window", policy.window());
        });
        if (reading == Reading.OURS) {
            whatTheManagerRefuses();
        }
    }

    /** The peer sends these as they are, and its manager refuses them. */
    private void whatTheManagerRefuses() {
        oneOf("endpoint_mode", deploy.endpointMode(), ENDPOINT_MODES);
        deploy.update().ifPresent(rollout -> oneOf("failure_action", rollout.failureAction(), FAILURE_ACTIONS));
        deploy.rollback().ifPresent(rollout -> oneOf("failure_action", rollout.failureAction(), FAILURE_ACTIONS));
        deploy.restartPolicy().ifPresent(policy -> oneOf("condition", policy.condition(), CONDITIONS));
        deploy.placement().constraints().forEach(this::constraint);
        service.healthcheck().ifPresent(this::healthcheck);
        notNegative("stop_grace_period", service.command().stopGracePeriod());
        service.pace().drain().ifPresent(drain -> pace("x-drain", drain, Duration.ZERO));
        service.pace()
                .progressDeadline()
                .ifPresent(deadline -> pace("x-progress-deadline", deadline, Duration.ofSeconds(1)));
        ports();
    }

    private void pace(String key, Located<String> given, Duration least) {
        Optional<Duration> duration = GoDurations.parse(given.value());
        if (duration.isEmpty() || duration.get().compareTo(least) < 0) {
            report(
                    given.span(),
                    Code.INVALID_DURATION,
                    "`" + key + "` is no duration of " + GoDurations.print(least) + " or more",
                    "write `30s`");
        }
    }

    private void mode() {
        String mode = deploy.mode().map(Located::value).orElse("replicated");
        if (!MODES.contains(mode)) {
            oneOf("mode", deploy.mode(), MODES);
        } else if (mode.startsWith("global") && deploy.replicas().isPresent()) {
            report(
                    deploy.replicas().get().span(),
                    Code.INVALID_MODE,
                    "`replicas` does not fit mode `" + mode + "`",
                    "a " + mode + " service has one task on each node");
        }
    }

    /** A rollback is never rolled back: the peer takes the word and pauses. */
    private void rollbackOfRollback(Deploy.Rollout rollout) {
        rollout.failureAction()
                .filter(action -> action.value().equalsIgnoreCase("rollback"))
                .ifPresent(action -> report(
                        action.span(),
                        Code.IGNORED_KEY,
                        "a rollback that fails cannot be rolled back",
                        "it pauses; write `pause` or `continue`"));
    }

    private void numbers(Deploy.Rollout rollout) {
        notNegative("delay", rollout.delay());
        notNegative("monitor", rollout.monitor());
        rollout.maxFailureRatio()
                .filter(ratio -> reading == Reading.OURS && (ratio.value() < 0 || ratio.value() > 1))
                .ifPresent(ratio -> report(
                        ratio.span(), Code.INVALID_NUMBER, "`max_failure_ratio` lies between 0 and 1", "0.1 is 10 %"));
    }

    private void resources(Deploy.Resources resources) {
        resources.cpus().ifPresent(cpus -> {
            Optional<BigDecimal> number = Cpus.parse(cpus.value());
            if (number.isEmpty() || number.get().stripTrailingZeros().scale() > CPU_DIGITS) {
                report(
                        cpus.span(),
                        Code.INVALID_RESOURCES,
                        "`" + cpus.value() + "` is no number of CPUs",
                        "write `0.5`");
            } else if (reading == Reading.OURS
                    && number.get().signum() != 0
                    && number.get().compareTo(LEAST_CPUS) < 0) {
                report(cpus.span(), Code.INVALID_RESOURCES, "a task needs 0.001 CPU at least", "raise it");
            }
        });
        resources
                .memory()
                .filter(memory -> reading == Reading.OURS && memory.value() < LEAST_MEMORY)
                .ifPresent(memory -> report(
                        memory.span(), Code.INVALID_RESOURCES, "a task needs 4 MiB of memory at least", "raise it"));
    }

    private void constraint(Located<String> constraint) {
        if (Constraint.parse(constraint.value()) instanceof Constraint.Parsed.Invalid(var why)) {
            report(
                    constraint.span(),
                    Code.INVALID_CONSTRAINT,
                    "this is no constraint: " + why,
                    "write `node.labels.zone==a` or `node.role!=manager`");
        }
    }

    private void healthcheck(Healthcheck check) {
        List.of(check.interval(), check.timeout(), check.startPeriod(), check.startInterval())
                .forEach(given -> given.filter(duration ->
                                !duration.value().isZero() && duration.value().compareTo(Duration.ofMillis(1)) < 0)
                        .ifPresent(duration -> report(
                                duration.span(),
                                Code.INVALID_HEALTHCHECK,
                                "a time of a health check is 0 or 1ms at least",
                                "raise it")));
    }

    private void ports() {
        Map<String, Span> published = new HashMap<>();
        boolean dnsrr = deploy.endpointMode()
                .filter(mode -> mode.value().equalsIgnoreCase("dnsrr"))
                .isPresent();
        for (Port port : service.ports()) {
            oneOf("protocol", port.protocol(), PROTOCOLS);
            oneOf("mode", port.mode(), PUBLISH_MODES);
            String mode = port.mode().map(Located::value).orElse("ingress");
            if (dnsrr && mode.equals("ingress")) {
                report(
                        port.span(),
                        Code.CONFLICTING_KEYS,
                        "`endpoint_mode: dnsrr` cannot publish a port in ingress mode",
                        "add `mode: host`, or use vip");
            }
            long number = port.published().orElse(0L);
            String key = number + "/" + port.protocol().map(Located::value).orElse("tcp");
            Optional<Span> earlier =
                    number == 0 ? Optional.empty() : Optional.ofNullable(published.putIfAbsent(key, port.span()));
            earlier.ifPresent(span -> diagnostics.add(
                    Diagnostic.at(port.span(), Code.DUPLICATE_PORT, "port " + key + " is published twice")
                            .withRelated(span, "the first time is here")));
        }
    }

    private void oneOf(String key, Optional<Located<String>> value, List<String> allowed) {
        value.filter(given -> !allowed.contains(given.value().toLowerCase(Locale.ROOT)))
                .ifPresent(given -> report(
                        given.span(),
                        Code.INVALID_MODE,
                        "`" + given.value() + "` is no `" + key + "`",
                        Suggestion.didYouMean(given.value(), allowed).orElse("use " + String.join(", ", allowed))));
    }

    private void notNegative(String key, Optional<Located<Duration>> duration) {
        duration.filter(given -> given.value().isNegative())
                .ifPresent(given -> report(
                        given.span(), Code.INVALID_DURATION, "`" + key + "` must not be negative", "use 0s or more"));
    }

    private void report(Span span, Code code, String message, String label) {
        diagnostics.add(Diagnostic.at(span, code, message).withLabel(label));
    }
}
