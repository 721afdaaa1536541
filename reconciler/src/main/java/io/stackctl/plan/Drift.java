package io.stackctl.plan;

import java.util.Optional;

/**
 * A service that is not as the stack's current revision has it: somebody changed it by itself, or took it away.
 *
 * @param field one that differs; empty when the service itself is gone
 */
public record Drift(String service, Optional<FieldChange> field) {
    static Drift gone(String service) {
        return new Drift(service, Optional.empty());
    }
}
