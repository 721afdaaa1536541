package io.stackctl.node.ingress;

import io.stackctl.node.EventLoops;
import java.util.concurrent.atomic.AtomicInteger;

/** What all published ports of one proxy have in common. */
record Shared(
        EventLoops loops,
        IngressSettings settings,
        OpenConnections open,
        BufferBudget budget,
        AtomicInteger connections) {
    Shared(EventLoops loops, IngressSettings settings) {
        this(loops, settings, new OpenConnections(), new BufferBudget(settings.bufferedBytes()), new AtomicInteger());
    }
}
