package io.stackctl.reconcile;

import io.stackctl.cluster.Slot;
import io.stackctl.cluster.Table;
import io.stackctl.cluster.Task;
import io.stackctl.cluster.TaskId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The tasks of one service by slot, in the order of the slots. */
record Roster(List<Place> places) {
    private static final Comparator<Task> ORDER =
            Comparator.comparing(Task::slot).thenComparing(Task::born);

    static Roster of(Table<TaskId, Task> table) {
        var tasks = new ArrayList<Task>(table.size());
        for (var task : table) {
            tasks.add(task);
        }
        tasks.sort(ORDER);
        var places = new ArrayList<Place>();
        for (int from = 0; from < tasks.size(); ) {
            var slot = tasks.get(from).slot();
            int to = from + 1;
            while (to < tasks.size() && tasks.get(to).slot().equals(slot)) {
                to++;
            }
            places.add(new Place(slot, List.copyOf(tasks.subList(from, to))));
            from = to;
        }
        return new Roster(places);
    }

    Optional<Place> place(Slot slot) {
        for (var place : places) {
            if (place.slot().equals(slot)) {
                return Optional.of(place);
            }
        }
        return Optional.empty();
    }
}
