package io.stackctl.plan;

import java.util.List;

/** What became of a request to plan: a plan, or everything that stands against it. */
public sealed interface Planned {
    record Accepted(StackPlan plan) implements Planned {}

    /** {@code reasons}: never empty. */
    record Refused(List<Refusal> reasons) implements Planned {
        public Refused {
            reasons = List.copyOf(reasons);
            if (reasons.isEmpty()) {
                throw new IllegalArgumentException("a refusal has a reason");
            }
        }
    }
}
