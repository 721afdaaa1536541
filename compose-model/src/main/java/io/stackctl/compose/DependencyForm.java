package io.stackctl.compose;

import io.stackctl.compose.model.Dependency;
import io.stackctl.compose.model.Located;
import io.stackctl.diagnostic.Code;
import io.stackctl.spec.ServiceSpec.Dependencies.Condition;
import io.stackctl.yaml.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code depends_on}: a list of names, which stays one so that the peer can read what {@code config} prints, or a mapping of
 * names to conditions.
 */
final class DependencyForm {
    private static final String KEY = "depends_on";
    private static final String CONDITION = "condition";
    private static final Map<String, Condition> CONDITIONS = Map.of(
            "service_started", Condition.STARTED,
            "service_healthy", Condition.HEALTHY,
            "service_completed_successfully", Condition.COMPLETED);
    private static final Form ENTRY =
            Forms.mapping(Map.of(CONDITION, Forms::text, "required", Forms::asIs, "restart", DependencyForm::restart));

    private DependencyForm() {}

    static Optional<Yaml> apply(Yaml value, Context context) {
        if (!(value instanceof Yaml.Mapping mapping)) {
            return Forms.texts(value, context);
        }
        List<Yaml.Entry> entries = new ArrayList<>();
        for (Yaml.Entry entry : mapping.entries().values()) {
            ENTRY.apply(entry.value(), context)
                    .flatMap(ValueReader::asMapping)
                    .ifPresent(one -> entries.add(new Yaml.Entry(entry.key(), conditioned(one))));
        }
        return entries.isEmpty() ? Optional.empty() : Optional.of(Yaml.Mapping.of(entries, value.span()));
    }

    private static Yaml.Mapping conditioned(Yaml.Mapping entry) {
        return entry.get(CONDITION).isPresent()
                ? entry
                : entry.with(CONDITION, Yaml.Scalar.text("service_started", entry.span()));
    }

    /** Restarts follow a service's own policy alone. */
    private static Optional<Yaml> restart(Yaml value, Context context) {
        if (ValueReader.isTrue(value)) {
            context.warn(
                    value.span(),
                    Code.IGNORED_KEY,
                    "`restart` of a dependency has no effect in a stack",
                    "only the first start waits for other services");
        }
        return Optional.empty();
    }

    /** Both as a mapping, unless both are lists: then one list. */
    static Yaml merge(Yaml base, Yaml over) {
        boolean lists = base instanceof Yaml.Sequence && over instanceof Yaml.Sequence;
        return lists ? Merger.deep(base, over) : Merger.deep(mapping(base), mapping(over));
    }

    private static Yaml mapping(Yaml dependencies) {
        if (!(dependencies instanceof Yaml.Sequence names)) {
            return dependencies;
        }
        List<Yaml.Entry> entries = new ArrayList<>();
        for (Yaml name : names.items()) {
            Yaml.Key key = new Yaml.Key(Forms.given(name), name.span());
            entries.add(new Yaml.Entry(key, conditioned(Yaml.Mapping.of(List.of(), name.span()))));
        }
        return Yaml.Mapping.of(entries, dependencies.span());
    }

    static List<Dependency> bind(ValueReader service) {
        List<Dependency> dependencies = new ArrayList<>();
        for (Located<String> name : service.locatedTexts(KEY)) {
            dependencies.add(new Dependency(name, Condition.STARTED, true));
        }
        ValueReader conditions = service.section(KEY);
        for (Yaml.Entry entry : conditions.entries()) {
            ValueReader one = conditions.section(entry.key().name());
            dependencies.add(new Dependency(
                    new Located<>(entry.key().name(), entry.key().span()),
                    one.text(CONDITION).map(CONDITIONS::get).orElse(Condition.STARTED),
                    one.choice("required").orElse(true)));
        }
        return dependencies;
    }
}
