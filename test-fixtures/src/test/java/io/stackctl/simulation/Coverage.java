package io.stackctl.simulation;

import java.util.EnumMap;
import java.util.Map;
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
        counts.get(fault).incrementAndGet();
    }

    long of(Fault fault) {
        return counts.get(fault).get();
    }

    @Override
    public String toString() {
        return counts.toString();
    }
}
