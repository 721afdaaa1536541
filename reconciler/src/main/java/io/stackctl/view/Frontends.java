package io.stackctl.view;

import io.stackctl.cluster.Service;
import io.stackctl.cluster.Table;
import io.stackctl.cluster.Task;
import io.stackctl.cluster.TaskId;
import io.stackctl.spec.PortSpec;
import java.util.Comparator;
import java.util.List;

/** The published ports of one service with the serving tasks behind them. */
final class Frontends {
    static final Comparator<Frontend> ORDER = Comparator.comparingInt(Frontend::port)
            .thenComparing(Frontend::protocol)
            .thenComparing(frontend -> frontend.hostAddress().orElse(""))
            .thenComparing(Frontend::service);

    private Frontends() {}

    /** Ports in host mode are the engine's matter and do not appear. */
    static List<Frontend> of(Service service, Table<TaskId, Task> tasks) {
        if (service.ports().isEmpty() || service.removing()) {
            return List.of();
        }
        var serving = Names.serving(tasks);
        return service.ports().stream()
                .filter(port -> port.mode() == PortSpec.PublishMode.INGRESS)
                .flatMap(port -> port.published().stream().map(number -> frontend(service, port, number, serving)))
                .toList();
    }

    private static Frontend frontend(Service service, PortSpec port, int number, List<Task> serving) {
        var backends = serving.stream()
                .filter(task -> !task.addresses().isEmpty())
                .map(task -> new Frontend.Backend(
                        task.key(), task.addresses().getFirst().address(), port.target()))
                .toList();
        return new Frontend(number, port.protocol(), port.hostAddress(), service.id(), service.name(), backends);
    }
}
