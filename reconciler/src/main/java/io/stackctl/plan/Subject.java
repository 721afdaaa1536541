package io.stackctl.plan;

import java.util.Comparator;

/** The object that a step of a plan is about. {@code name}: its name in the cluster, such as {@code demo_web}. */
public record Subject(ObjectKind kind, String name) implements Comparable<Subject> {
    private static final Comparator<Subject> ORDER =
            Comparator.comparing(Subject::kind).thenComparing(Subject::name);

    @Override
    public int compareTo(Subject other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return kind.text() + " " + name;
    }
}
