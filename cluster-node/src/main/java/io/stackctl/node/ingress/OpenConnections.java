package io.stackctl.node.ingress;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is open to each backend, by the backend's id, so that a drain can count it and a stop can close it. Outlives the
 * tables: a connection stays in it after its backend left the load balancer. Safe for all threads.
 */
final class OpenConnections {
    private final Map<String, Set<Entry>> byBackend = new ConcurrentHashMap<>();

    /** One open connection; compared by identity. */
    final class Entry {
        private final String backend;
        private final boolean counted;
        private final Runnable close;

        private Entry(String backend, boolean counted, Runnable close) {
            this.backend = backend;
            this.counted = counted;
            this.close = close;
        }

        /** Takes it out; again does nothing. */
        void end() {
            byBackend.computeIfPresent(backend, (_, entries) -> {
                entries.remove(this);
                return entries.isEmpty() ? null : entries;
            });
        }
    }

    /** A TCP connection: a drain waits for its end. */
    Entry connection(String backend, Runnable close) {
        return add(new Entry(backend, true, close));
    }

    /** A UDP flow: it has no end that could be waited for, only a silence. */
    Entry flow(String backend, Runnable close) {
        return add(new Entry(backend, false, close));
    }

    private Entry add(Entry entry) {
        byBackend.compute(entry.backend, (_, entries) -> {
            Set<Entry> all = entries == null ? ConcurrentHashMap.newKeySet() : entries;
            all.add(entry);
            return all;
        });
        return entry;
    }

    int count(String backend) {
        return (int) byBackend.getOrDefault(backend, Set.of()).stream()
                .filter(entry -> entry.counted)
                .count();
    }

    void close(String backend) {
        byBackend.getOrDefault(backend, Set.of()).forEach(entry -> entry.close.run());
    }

    void closeAll() {
        byBackend.keySet().forEach(this::close);
    }
}
