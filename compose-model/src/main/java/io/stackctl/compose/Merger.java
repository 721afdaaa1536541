package io.stackctl.compose;

import io.stackctl.diagnostic.Diagnostics;
import io.stackctl.yaml.ScalarValue;
import io.stackctl.yaml.Yaml;
import io.stackctl.yaml.YamlPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Lays a later file over earlier ones, both in long forms. Values that say nothing are not in long forms, which is why a
 * later file cannot take a value back: {@code false}, {@code ""} and {@code []} do not override.
 */
final class Merger {
    private static final Set<String> REPLACED_SECTIONS = Set.of("networks", "volumes", "secrets", "configs");
    private static final Set<String> REPLACED = Set.of("command", "entrypoint");
    private static final Set<String> UNITED_WHOLE = Set.of("ulimits");

    private final Diagnostics.Collector diagnostics;

    Merger(Diagnostics.Collector diagnostics) {
        this.diagnostics = diagnostics;
    }

    Yaml.Mapping merge(Yaml.Mapping base, Yaml.Mapping over) {
        Yaml.Mapping merged = base;
        for (Yaml.Entry entry : over.entries().values()) {
            String key = entry.key().name();
            if (key.equals("services")) {
                merged = merged.with(key, services(base.get(key).orElseThrow(), entry.value()));
            } else if (REPLACED_SECTIONS.contains(key)) {
                Yaml value =
                        base.get(key).map(below -> unite(below, entry.value())).orElse(entry.value());
                merged = merged.with(key, value);
            } else if (key.equals("name")) {
                merged = (Yaml.Mapping) unite(
                        merged, Yaml.Mapping.of(List.of(entry), entry.key().span()));
            }
        }
        return merged; // the version is the same, and extension fields are those of the first file
    }

    private Yaml services(Yaml base, Yaml over) {
        return united(
                (Yaml.Mapping) base,
                (Yaml.Mapping) over,
                (_, below, above) -> service((Yaml.Mapping) below, (Yaml.Mapping) above));
    }

    /** What becomes of a key that is in both mappings. */
    private interface Both {
        Yaml merge(String key, Yaml below, Yaml above);
    }

    /** All keys of both; one that is in both keeps the place of the first. Each mapping is gone through once. */
    private static Yaml.Mapping united(Yaml.Mapping base, Yaml.Mapping over, Both both) {
        SequencedMap<String, Yaml.Entry> merged = new LinkedHashMap<>(base.entries());
        for (Yaml.Entry entry : over.entries().values()) {
            String name = entry.key().name();
            Yaml.Entry below = base.entries().get(name);
            merged.put(
                    name,
                    below == null
                            ? entry
                            : new Yaml.Entry(below.key(), both.merge(name, below.value(), entry.value())));
        }
        return new Yaml.Mapping(merged, base.span());
    }

    /** The service over the one that it extends: as files are merged, but no entry of a list is lost. */
    Yaml.Mapping extend(Yaml.Mapping base, Yaml.Mapping over) {
        Yaml.Mapping merged = united(base, over, Merger::attribute);
        for (Yaml.Entry entry : merged.entries().values()) {
            String key = entry.key().name();
            if (entry.value() instanceof Yaml.Sequence list && base.get(key).isPresent() && !REPLACED.contains(key)) {
                merged = merged.with(key, KeyedList.keepingEach(key, list));
            }
        }
        Optional<Yaml> test = YamlPath.of("healthcheck", "test").find(over);
        Optional<Yaml.Mapping> check = merged.get("healthcheck").flatMap(ValueReader::asMapping);
        return test.isPresent() && check.isPresent()
                ? merged.with("healthcheck", check.get().with("test", test.get()))
                : merged;
    }

    private Yaml service(Yaml.Mapping base, Yaml.Mapping over) {
        Yaml.Mapping merged = united(base, over, Merger::attribute);
        for (KeyedList keyed : KeyedList.values()) {
            Optional<Yaml> list = merged.get(keyed.attribute());
            if (list.isPresent() && base.get(keyed.attribute()).isPresent()) {
                merged = merged.with(keyed.attribute(), keyed.collapse((Yaml.Sequence) list.get(), diagnostics));
            }
        }
        return merged;
    }

    private static Yaml attribute(String key, Yaml base, Yaml over) {
        if (REPLACED.contains(key)) {
            return over;
        }
        if (UNITED_WHOLE.contains(key)) {
            return unite(base, over);
        }
        return switch (key) {
            case "logging" -> logging((Yaml.Mapping) base, (Yaml.Mapping) over);
            case "networks" -> attachments((Yaml.Mapping) base, (Yaml.Mapping) over);
            case "depends_on" -> DependencyForm.merge(base, over);
            default -> deep(base, over);
        };
    }

    /** Mappings are merged key by key, lists are appended, other values are replaced unless the new one says nothing. */
    static Yaml deep(Yaml base, Yaml over) {
        if (base instanceof Yaml.Mapping below && over instanceof Yaml.Mapping above) {
            return united(below, above, (_, earlier, later) -> deep(earlier, later));
        }
        if (base instanceof Yaml.Sequence below && over instanceof Yaml.Sequence above) {
            List<Yaml> items = new ArrayList<>(below.items());
            items.addAll(above.items());
            return new Yaml.Sequence(items, above.span());
        }
        return saysNothing(over) ? base : over;
    }

    private static boolean saysNothing(Yaml value) {
        return value instanceof Yaml.Scalar scalar
                && switch (scalar.value()) {
                    case ScalarValue.Null() -> true;
                    case ScalarValue.Bool(var bool) -> !bool;
                    case ScalarValue.Text(var text) -> text.isEmpty() || text.equals("0s");
                    case ScalarValue.Int _, ScalarValue.Real _, ScalarValue.Timestamp _ -> false;
                };
    }

    /** Options of one driver are merged; another driver takes its own options with it. */
    private static Yaml logging(Yaml.Mapping base, Yaml.Mapping over) {
        Optional<String> below = ValueReader.of(base).text("driver");
        Optional<String> above = ValueReader.of(over).text("driver");
        boolean sameDriver = below.isEmpty() || above.isEmpty() || below.equals(above);
        return sameDriver ? deep(base, over) : over;
    }

    /** Aliases and addresses of one network are replaced, not united. */
    private static Yaml attachments(Yaml.Mapping base, Yaml.Mapping over) {
        return united(base, over, (_, below, above) -> {
            if (below instanceof Yaml.Mapping && above instanceof Yaml.Mapping) {
                return unite(below, above);
            }
            return above instanceof Yaml.Mapping || !(below instanceof Yaml.Mapping) ? above : below;
        });
    }

    /** Each key whole, with its own place, so that messages show the file that won. */
    private static Yaml unite(Yaml base, Yaml over) {
        SequencedMap<String, Yaml.Entry> merged = new LinkedHashMap<>(((Yaml.Mapping) base).entries());
        merged.putAll(((Yaml.Mapping) over).entries());
        return new Yaml.Mapping(merged, base.span());
    }
}
