package io.stackctl.compose;

import io.stackctl.compose.model.Dependency;
import io.stackctl.compose.model.Service;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.SortedMap;

/*
 * Gabow's path-based algorithm for strongly connected components, in time linear in services and dependencies and with
 * stacks of its own: a file may have a chain of many thousand services.
 */
/** Which services depend on each other, directly or over others. */
final class Circles {
    private final SortedMap<String, Service> services;
    private final Map<String, Integer> order = new HashMap<>();
    private final Map<String, Integer> group = new HashMap<>();
    private final Deque<String> undecided = new ArrayDeque<>();
    private final Deque<String> path = new ArrayDeque<>();
    private final Deque<Visit> visits = new ArrayDeque<>();

    private record Visit(String name, Iterator<Dependency> left) {}

    private Circles(SortedMap<String, Service> services) {
        this.services = services;
    }

    static Circles of(SortedMap<String, Service> services) {
        Circles circles = new Circles(services);
        for (String name : services.keySet()) {
            if (!circles.order.containsKey(name)) {
                circles.enter(name);
                circles.walk();
            }
        }
        return circles;
    }

    /** Whether each of the two depends on the other; for one of them alone, whether it depends on itself. */
    boolean together(String dependent, String dependency) {
        Integer one = group.get(dependent);
        return one != null && one.equals(group.get(dependency));
    }

    private void walk() {
        while (!visits.isEmpty()) {
            Visit visit = visits.element();
            if (!visit.left().hasNext()) {
                visits.pop();
                leave(visit.name());
                continue;
            }
            String next = visit.left().next().service().value();
            if (services.containsKey(next) && !order.containsKey(next)) {
                enter(next);
            } else if (order.containsKey(next) && !group.containsKey(next)) {
                while (place(path.element()) > place(next)) {
                    path.pop();
                }
            }
        }
    }

    private void enter(String name) {
        order.put(name, order.size());
        undecided.push(name);
        path.push(name);
        Service service = services.get(name);
        visits.push(new Visit(
                name,
                service == null
                        ? Collections.emptyIterator()
                        : service.dependsOn().iterator()));
    }

    private void leave(String name) {
        if (!path.element().equals(name)) {
            return;
        }
        path.pop();
        String member;
        do {
            member = undecided.pop();
            group.put(member, place(name));
        } while (!member.equals(name));
    }

    private int place(String name) {
        return order.getOrDefault(name, -1);
    }
}
