package io.stackctl.simulation;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/** How often each fault happened, over all scenarios of a run. */
final class Coverage {
    private final Map<Fault, AtomicLong> counts = new EnumMap<>(Fault.class);

    Coverage() {
        for (var fault : Fault.values()) {
            counts.put(fault, new AtomicLong());
        }
    }

    void hit(Fault fault) {
        of(counts, fault).incrementAndGet();
    }

    long of(Fault fault) {
        return of(counts, fault).get();
    }

    private static AtomicLong of(Map<Fault, AtomicLong> counts, Fault fault) {
        return Objects.requireNonNull(counts.get(fault));
    }

    @Override
    public String toString() {
        return counts.toString();
    }
}
