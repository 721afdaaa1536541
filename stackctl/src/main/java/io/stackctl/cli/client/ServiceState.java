package io.stackctl.cli.client;

import io.stackctl.cluster.Service;
import io.stackctl.cluster.Task;
import io.stackctl.spec.ServiceSpec;
import java.util.List;
import java.util.Optional;

/**
 * A service as a manager shows it.
 *
 * @param spec the current one
 * @param tasks all that are kept, in no order
 * @param stackName the owner's name; empty for a service made on its own
 */
public record ServiceState(Service service, ServiceSpec spec, List<Task> tasks, Optional<String> stackName) {
    public ServiceState {
        tasks = List.copyOf(tasks);
    }

    public String name() {
        return service.name();
    }

    /** The name within the stack: {@code web} of {@code demo_web}. */
    public String shortName() {
        return stackName
                .map(stack -> stack + "_")
                .filter(name()::startsWith)
                .map(prefix -> name().substring(prefix.length()))
                .orElse(name());
    }
}
