package io.stackctl.compose;

import io.stackctl.diagnostic.Code;
import io.stackctl.diagnostic.Diagnostic;
import io.stackctl.yaml.Yaml;
import java.util.List;
import java.util.Optional;

/** Keys of the Compose Specification that say at the service what {@code deploy} says too: they become that. */
final class LimitAliases {
    private static final List<Alias> ALIASES = List.of(
            new Alias("cpus", List.of("deploy", "resources", "limits", "cpus"), Forms::text),
            new Alias("mem_limit", List.of("deploy", "resources", "limits", "memory"), Forms::size),
            new Alias("mem_reservation", List.of("deploy", "resources", "reservations", "memory"), Forms::size),
            new Alias("pids_limit", List.of("deploy", "resources", "limits", "pids"), LimitAliases::pids),
            new Alias("scale", List.of("deploy", "replicas"), Forms::count));

    private LimitAliases() {}

    private record Alias(String key, List<String> path, Form form) {}

    static Yaml.Mapping apply(Yaml.Mapping service, Context context) {
        Yaml.Mapping result = service;
        for (Alias alias : ALIASES) {
            Optional<Yaml.Entry> given = service.entry(alias.key());
            if (given.isPresent()) {
                Optional<Yaml> value = alias.form().apply(given.get().value(), context);
                result = result.without(alias.key());
                if (value.isPresent()) {
                    result = set(result, alias.path(), value.get(), given.get(), context);
                }
            }
        }
        return result;
    }

    private static Yaml.Mapping set(
            Yaml.Mapping mapping, List<String> path, Yaml value, Yaml.Entry alias, Context context) {
        String step = path.getFirst();
        Optional<Yaml> found = mapping.get(step);
        if (path.size() > 1) {
            Yaml.Mapping inner =
                    found.flatMap(ValueReader::asMapping).orElseGet(() -> Yaml.Mapping.of(List.of(), value.span()));
            return mapping.with(step, set(inner, path.subList(1, path.size()), value, alias, context));
        }
        if (found.isPresent() && !Forms.given(found.get()).equals(Forms.given(value))) {
            context.diagnostics()
                    .add(Diagnostic.at(
                                    alias.key().span(),
                                    Code.CONFLICTING_KEYS,
                                    "`" + alias.key().name() + "` and `deploy` say different things")
                            .withLabel("keep one of them")
                            .withRelated(found.get().span(), "the other one is here"));
        }
        return mapping.with(step, value);
    }

    /** -1 means no limit. */
    private static Optional<Yaml> pids(Yaml value, Context context) {
        return Forms.given(value).equals("-1") ? Optional.empty() : Forms.numberOrNothing(value, context);
    }
}
