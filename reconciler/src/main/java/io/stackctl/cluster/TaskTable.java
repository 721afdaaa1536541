package io.stackctl.cluster;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * All tasks, grouped by service. The tasks of a service that no transaction touched are the same object as before, so a
 * reader sees in one comparison that it has nothing to do for that service.
 */
public record TaskTable(Table<ServiceId, Table<TaskId, Task>> byService) {
    public static final TaskTable EMPTY = new TaskTable(Table.empty());

    public Optional<Task> get(TaskKey key) {
        return of(key.service()).get(key.task());
    }

    /** Tasks of one service, in the order of their ids. */
    public Table<TaskId, Task> of(ServiceId service) {
        return byService.get(service).orElse(Table.empty());
    }

    /** Every task, service by service. */
    public Stream<Task> values() {
        return byService.values().flatMap(Table::values);
    }

    /** Walks all services once. */
    public int size() {
        return byService.values().mapToInt(Table::size).sum();
    }

    public TaskTable with(Task task) {
        return new TaskTable(byService.with(task.service(), of(task.service()).with(task.id(), task)));
    }

    public TaskTable without(TaskKey key) {
        var rest = of(key.service()).without(key.task());
        return new TaskTable(rest.isEmpty() ? byService.without(key.service()) : byService.with(key.service(), rest));
    }
}
