package io.stackctl.plan;

import io.stackctl.spec.NetworkSpec;
import io.stackctl.spec.ServiceSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * How one spec differs from another, field by field, under stable paths and in their order.
 *
 * <p>Values that look like secrets are left out; that they changed is still told.
 */
public record SpecDiff(List<FieldChange> fields) {
    public SpecDiff {
        fields = List.copyOf(fields);
    }

    public static SpecDiff between(ServiceSpec before, ServiceSpec after) {
        return between(ServiceFields.of(before), ServiceFields.of(after));
    }

    public static SpecDiff between(NetworkSpec before, NetworkSpec after) {
        return between(NetworkFields.of(before), NetworkFields.of(after));
    }

    /** Of objects that have nothing else to change. */
    static List<FieldChange> betweenLabels(Map<String, String> before, Map<String, String> after) {
        return between(new Fields().inPlace("labels", before), new Fields().inPlace("labels", after))
                .fields();
    }

    private static SpecDiff between(Fields before, Fields after) {
        var paths = new TreeSet<>(before.all().keySet());
        paths.addAll(after.all().keySet());
        var changes = new ArrayList<FieldChange>();
        for (var path : paths) {
            change(path, before.all(), after.all()).ifPresent(changes::add);
        }
        return new SpecDiff(changes);
    }

    private static Optional<FieldChange> change(
            String path, Map<String, Fields.Field> before, Map<String, Fields.Field> after) {
        var old = Optional.ofNullable(before.get(path));
        var next = Optional.ofNullable(after.get(path));
        if (old.equals(next)) {
            return Optional.empty();
        }
        boolean hidden = hides(old) || hides(next);
        return Optional.of(new FieldChange(
                path,
                old.map(field -> hidden ? FieldChange.HIDDEN : field.text()),
                next.map(field -> hidden ? FieldChange.HIDDEN : field.text()),
                hidden,
                old.or(() -> next).orElseThrow().replacesTasks()));
    }

    private static boolean hides(Optional<Fields.Field> field) {
        return field.isPresent()
                && Secrecy.hides(field.get().name(), field.get().text());
    }

    public boolean isEmpty() {
        return fields.isEmpty();
    }
}
