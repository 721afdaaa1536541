package io.stackctl.reconcile;

import io.stackctl.cluster.Change;
import io.stackctl.cluster.Limits;
import io.stackctl.cluster.Service;
import io.stackctl.spec.PortSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** The published ports of services: those of the spec, with a number chosen by the cluster where the spec has none. */
final class Ports {
    private record Taken(PortSpec.Protocol protocol, int number) implements Comparable<Taken> {
        @Override
        public int compareTo(Taken other) {
            int byProtocol = protocol.compareTo(other.protocol);
            return byProtocol != 0 ? byProtocol : Integer.compare(number, other.number);
        }
    }

    private Ports() {}

    static void give(Draft draft, Service service) {
        var spec = draft.spec(service).ports();
        if (spec.equals(service.ports()) && spec.stream().noneMatch(Ports::chosen)) {
            return;
        }
        var kept = kept(spec, service.ports());
        if (kept.stream().anyMatch(Ports::chosen)) {
            fill(kept, taken(draft, service));
        }
        if (!kept.equals(service.ports())) {
            draft.put(new Change.PutService(service.withPorts(kept)));
        }
    }

    /** Why tasks have to wait for a port of their service; empty when they need not. */
    static Optional<String> whyNone(Service service) {
        return service.ports().stream().anyMatch(Ports::chosen)
                ? Optional.of("no free published port (" + Limits.DYNAMIC_PORT_FIRST + "-" + Limits.DYNAMIC_PORT_LAST
                        + " are all in use)")
                : Optional.empty();
    }

    /** The cluster has to choose its number still. In host mode, the engine does. */
    private static boolean chosen(PortSpec port) {
        return port.mode() == PortSpec.PublishMode.INGRESS && port.published().isEmpty();
    }

    /** A number that was chosen once stays with the container's port. */
    private static List<PortSpec> kept(List<PortSpec> spec, List<PortSpec> before) {
        var left = new ArrayList<>(before);
        left.removeAll(spec);
        var ports = new ArrayList<PortSpec>();
        for (var port : spec) {
            var same = chosen(port)
                    ? left.stream().filter(old -> sameButNumber(old, port)).findFirst()
                    : Optional.<PortSpec>empty();
            same.ifPresent(left::remove);
            ports.add(same.orElse(port));
        }
        return ports;
    }

    private static boolean sameButNumber(PortSpec old, PortSpec port) {
        return old.published().isPresent()
                && old.target() == port.target()
                && old.protocol() == port.protocol()
                && old.mode() == port.mode()
                && old.hostAddress().equals(port.hostAddress());
    }

    private static SortedSet<Taken> taken(Draft draft, Service except) {
        var taken = new TreeSet<Taken>();
        for (var service : draft.state().services()) {
            if (!service.id().equals(except.id())) {
                note(service.ports(), taken);
                note(draft.spec(service).ports(), taken);
            }
        }
        return taken;
    }

    private static void note(List<PortSpec> ports, SortedSet<Taken> taken) {
        for (var port : ports) {
            port.published().ifPresent(number -> taken.add(new Taken(port.protocol(), number)));
        }
    }

    private static void fill(List<PortSpec> ports, SortedSet<Taken> taken) {
        note(ports, taken);
        for (int i = 0; i < ports.size(); i++) {
            var port = ports.get(i);
            if (!chosen(port)) {
                continue;
            }
            for (int number = Limits.DYNAMIC_PORT_FIRST; number <= Limits.DYNAMIC_PORT_LAST; number++) {
                if (taken.add(new Taken(port.protocol(), number))) {
                    ports.set(i, numbered(port, number));
                    break;
                }
            }
        }
    }

    private static PortSpec numbered(PortSpec port, int number) {
        return new PortSpec(port.target(), Optional.of(number), port.protocol(), port.mode(), port.hostAddress());
    }
}
