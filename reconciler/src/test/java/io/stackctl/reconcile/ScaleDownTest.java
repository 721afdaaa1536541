package io.stackctl.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.cluster.Phase;
import io.stackctl.cluster.Slot;
import io.stackctl.cluster.Task;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The case is the peer's own test of scaling down. */
class ScaleDownTest {
    private static final List<Place> SEVEN = places(
            Tasks.task(1, "n1", Phase.RUNNING),
            Tasks.task(2, "n1", Phase.STARTING),
            Tasks.task(3, "n2", Phase.RUNNING),
            Tasks.task(4, "n3", Phase.RUNNING),
            Tasks.task(5, "n3", Phase.RUNNING),
            Tasks.task(6, "n3", Phase.RUNNING),
            Tasks.task(7, "", Phase.NEW));

    @Test
    void what_is_not_placed_goes_first_then_nodes_are_evened_out() {
        assertThat(kept(SEVEN, 6)).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6);
        assertThat(kept(SEVEN, 5)).containsExactlyInAnyOrder(1, 2, 3, 4, 5);
        assertThat(kept(SEVEN, 3)).containsExactlyInAnyOrder(1, 3, 4);
        assertThat(kept(SEVEN, 2)).containsExactlyInAnyOrder(1, 3);
    }

    @Test
    void of_two_on_one_node_the_one_that_does_not_run_goes() {
        var places = places(Tasks.task(1, "n1", Phase.STARTING), Tasks.task(2, "n1", Phase.RUNNING));
        assertThat(kept(places, 1)).containsExactly(2);
    }

    @Test
    void a_slot_that_runs_stays_also_while_an_update_has_a_second_task_for_it() {
        var updated = new Place(
                new Slot.Replica(1), List.of(Tasks.task(1, "n1", Phase.RUNNING), Tasks.task(1, "", Phase.NEW)));
        var failing = new Place(new Slot.Replica(2), List.of(Tasks.task(2, "n2", Phase.STARTING)));
        assertThat(kept(List.of(updated, failing), 1)).containsExactly(1);
    }

    private static List<Place> places(Task... tasks) {
        return Stream.of(tasks)
                .map(task -> new Place(task.slot(), List.of(task)))
                .toList();
    }

    private static List<Integer> kept(List<Place> places, int replicas) {
        return ScaleDown.keepFirst(places).stream()
                .limit(replicas)
                .map(place -> place.slot() instanceof Slot.Replica(int number) ? number : 0)
                .toList();
    }
}
