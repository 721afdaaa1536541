package io.stackctl.node.dns;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** The addresses of one name; each answer starts with the next of them, for clients take the first. */
final class Rotation {
    private final List<InetAddress> addresses;

    /** Starts anywhere: frequent changes of the table would otherwise favour the first address of each. */
    private final AtomicInteger turn =
            new AtomicInteger(ThreadLocalRandom.current().nextInt());

    Rotation(List<InetAddress> addresses) {
        this.addresses = addresses;
    }

    /** The addresses of the kind asked for; only a question that gets any counts as a turn. */
    List<InetAddress> next(Names.Kind kind) {
        var fitting = new ArrayList<InetAddress>(addresses.size());
        for (InetAddress address : addresses) {
            if (kind.accepts(address)) {
                fitting.add(address);
            }
        }
        if (fitting.size() > 1) {
            Collections.rotate(fitting, -Math.floorMod(turn.getAndIncrement(), fitting.size()));
        }
        return fitting;
    }
}
