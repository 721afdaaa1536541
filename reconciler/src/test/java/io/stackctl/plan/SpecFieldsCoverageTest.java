package io.stackctl.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.spec.Constraint;
import io.stackctl.spec.ContentVersion;
import io.stackctl.spec.Immutable;
import io.stackctl.spec.Ipv4Address;
import io.stackctl.spec.MountSpec;
import io.stackctl.spec.ServiceSpec;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import org.junit.jupiter.api.Test;

/**
 * No field of a spec is forgotten in the diff: every component of every record that a service is made of, changed alone,
 * shows; and it replaces tasks exactly when the spec says so.
 */
class SpecFieldsCoverageTest {
    @Test
    void everyComponentOfAServiceShowsInTheDiff() throws ReflectiveOperationException {
        var base = (ServiceSpec) value(ServiceSpec.class, 0);
        var silent = new ArrayList<String>();
        for (var variant : variants(base, "")) {
            if (variant.path().equals(".name")) {
                continue; // Two specs of one service have one name.
            }
            var other = (ServiceSpec) variant.value();
            var diff = SpecDiff.between(base, other);
            boolean replaces = diff.fields().stream().anyMatch(FieldChange::replacesTasks);
            if (diff.isEmpty() || replaces == other.keepsTasksOf(base)) {
                silent.add(variant.path() + " " + diff);
            }
        }
        assertThat(silent).isEmpty();
    }

    private record Variant(String path, Object value) {}

    /** The value with one thing changed, in every way there is, down to the leaves of records. */
    private static List<Variant> variants(Object value, String path) throws ReflectiveOperationException {
        var variants = new ArrayList<Variant>();
        if (!value.getClass().isRecord() || value instanceof ContentVersion || value instanceof Ipv4Address) {
            return variants;
        }
        var components = value.getClass().getRecordComponents();
        for (int i = 0; i < components.length; i++) {
            var at = path + "." + components[i].getName();
            var old = components[i].getAccessor().invoke(value);
            var below = variants(old, at);
            if (below.isEmpty()) {
                below = List.of(new Variant(at, value(components[i].getGenericType(), 1)));
            }
            for (var variant : below) {
                variants.add(new Variant(variant.path(), with(value, components, i, variant.value())));
            }
        }
        return variants;
    }

    private static Object with(Object record, RecordComponent[] components, int index, Object replaced)
            throws ReflectiveOperationException {
        var types = new Class<?>[components.length];
        var values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            values[i] = i == index ? replaced : components[i].getAccessor().invoke(record);
        }
        return record.getClass().getDeclaredConstructor(types).newInstance(values);
    }

    /** A value of that type; another {@code variant} gives another value. */
    private static Object value(Type type, int variant) throws ReflectiveOperationException {
        if (type instanceof ParameterizedType generic) {
            return container(generic, variant);
        }
        var raw = (Class<?>) type;
        if (raw == String.class) {
            return "text" + variant;
        } else if (raw == int.class || raw == Integer.class) {
            return 1 + variant;
        } else if (raw == long.class || raw == Long.class) {
            return 1_000_000L + variant;
        } else if (raw == double.class) {
            return 0.5 + variant * 0.1;
        } else if (raw == boolean.class || raw == Boolean.class) {
            return variant == 1;
        } else if (raw == Duration.class) {
            return Duration.ofSeconds(1 + variant);
        } else if (raw == Constraint.class) {
            return new Constraint("node.id", Constraint.Operator.EQUAL, "n" + variant);
        } else if (raw == MountSpec.class) {
            return value(variant == 0 ? MountSpec.Volume.class : MountSpec.Bind.class, 0);
        } else if (raw.isEnum()) {
            return raw.getEnumConstants()[variant];
        } else if (raw.isInterface()) {
            return value(raw.getPermittedSubclasses()[0], variant);
        }
        return record(raw, variant);
    }

    private static Object container(ParameterizedType generic, int variant) throws ReflectiveOperationException {
        var arguments = generic.getActualTypeArguments();
        if (generic.getRawType() == List.class) {
            return List.of(value(arguments[0], variant));
        } else if (generic.getRawType() == Optional.class) {
            return Optional.of(value(arguments[0], variant));
        } else if (generic.getRawType() == SortedMap.class) {
            return Immutable.sorted(Map.of("key", value(arguments[1], variant)));
        } else if (generic.getRawType() == SortedSet.class) {
            return Immutable.sorted(List.of("key" + variant));
        }
        throw new IllegalStateException("no value for " + generic);
    }

    private static Object record(Class<?> type, int variant) throws ReflectiveOperationException {
        var components = type.getRecordComponents();
        var types = new Class<?>[components.length];
        var values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            values[i] = value(components[i].getGenericType(), variant);
        }
        return type.getDeclaredConstructor(types).newInstance(values);
    }
}
