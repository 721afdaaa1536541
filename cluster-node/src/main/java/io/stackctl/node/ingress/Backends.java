package io.stackctl.node.ingress;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** The backends of one published port, which change while connections are being made. Safe for all threads. */
final class Backends {
    private volatile List<Backend> current;
    private final AtomicInteger turn = new AtomicInteger();

    Backends(List<Backend> current) {
        this.current = current;
    }

    void use(List<Backend> backends) {
        current = backends;
    }

    boolean isEmpty() {
        return current.isEmpty();
    }

    boolean contains(Backend backend) {
        return current.contains(backend);
    }

    /** The backend whose turn it is among those whose ids were not tried yet. */
    Optional<Backend> next(Set<String> tried) {
        List<Backend> untried = tried.isEmpty()
                ? current
                : current.stream()
                        .filter(backend -> !tried.contains(backend.id()))
                        .toList();
        return untried.isEmpty()
                ? Optional.empty()
                : Optional.of(untried.get(Math.floorMod(turn.getAndIncrement(), untried.size())));
    }
}
