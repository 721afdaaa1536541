package io.stackctl.plan;

import java.util.List;

/** What a plan does with one object. */
public sealed interface PlanStep {
    Subject subject();

    /** It is made. {@code tasks}: how many it starts, for services. */
    record Create(Subject subject, int tasks) implements PlanStep {}

    /** Fields of it change. */
    record Change(Subject subject, List<FieldChange> fields, Effect effect) implements PlanStep {
        public Change {
            fields = List.copyOf(fields);
        }
    }

    /** A secret or config gets other content. {@code usedBy}: services, by name. */
    record NewVersion(Subject subject, String before, String after, List<String> usedBy) implements PlanStep {
        public NewVersion {
            usedBy = List.copyOf(usedBy);
        }
    }

    /** It stays as it is. */
    record Keep(Subject subject, Keep.Reason reason) implements PlanStep {
        /** Why an object stays. */
        public enum Reason {
            UNCHANGED,
            /** It is not in the files any more, and pruning was not asked for. */
            LEFT_FILE
        }
    }

    /** It goes. {@code tasks}: how many stop, for services. */
    record Remove(Subject subject, int tasks, Remove.Reason reason) implements PlanStep {
        /** Why an object goes. */
        public enum Reason {
            /** It is not in the files any more; it goes when the rest has settled. */
            PRUNED,
            STACK_REMOVED
        }
    }
}
