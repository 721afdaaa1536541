package io.stackctl.node.ingress;

import java.util.List;

/**
 * A published port and who serves it.
 *
 * @param port where to listen
 * @param service the name of its service, for messages
 * @param backends the tasks in the load balancer now; connections go to each in turn. With none, new TCP connections
 *     are held for a while
 */
public record Frontend(PublishedPort port, String service, List<Backend> backends) {
    public Frontend {
        backends = List.copyOf(backends);
    }
}
