package io.stackctl.reconcile;

import io.stackctl.cluster.ServiceId;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** What may give a service, or the cluster, something to do although no transaction touches it. */
final class Wakes {
    private final TreeMap<ServiceId, Instant> byService = new TreeMap<>();
    private final TreeSet<ServiceId> onSights = new TreeSet<>();
    private final TreeSet<ServiceId> everyTick = new TreeSet<>();
    private Optional<Instant> cluster = Optional.empty();

    void at(ServiceId service, Instant when) {
        byService.merge(service, when, Wakes::earlier);
    }

    void at(Instant when) {
        cluster = earliest(cluster, Optional.of(when));
    }

    void onSights(ServiceId service) {
        onSights.add(service);
    }

    void keepAwake(ServiceId service) {
        everyTick.add(service);
    }

    Optional<Instant> of(ServiceId service) {
        return Optional.ofNullable(byService.get(service));
    }

    boolean dependsOnSights(ServiceId service) {
        return onSights.contains(service);
    }

    boolean staysAwake(ServiceId service) {
        return everyTick.contains(service);
    }

    Optional<Instant> ofCluster() {
        return cluster;
    }

    /** The earliest of all. */
    Optional<Instant> first() {
        var first = cluster;
        for (var when : byService.values()) {
            first = earliest(first, Optional.of(when));
        }
        return first;
    }

    static Optional<Instant> earliest(Optional<Instant> a, Optional<Instant> b) {
        if (a.isEmpty()) {
            return b;
        }
        return b.isEmpty() ? a : Optional.of(earlier(a.get(), b.get()));
    }

    private static Instant earlier(Instant a, Instant b) {
        return b.isBefore(a) ? b : a;
    }
}
