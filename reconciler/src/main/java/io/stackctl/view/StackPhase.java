package io.stackctl.view;

import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Progress;
import io.stackctl.cluster.Service;
import io.stackctl.cluster.Stack;
import io.stackctl.cluster.StackRevision;
import java.util.List;
import java.util.Optional;

/** Where a stack as a whole stands. */
public enum StackPhase {
    /** There is no such stack. */
    ABSENT,
    /** At least one service has not reached what is wanted of it. */
    ROLLING,
    SETTLED,
    /** At least one service was paused, and nothing else moves. */
    PAUSED,
    /** A revision failed, and what is there now is what was there before; nothing moves. */
    ROLLED_BACK,
    /** It is on the way out. */
    REMOVING;

    /** The stack of that name; one on the way out only where there is no living one and it is asked for. */
    public static Optional<Stack> find(ClusterState state, String name, boolean removingToo) {
        Optional<Stack> dying = Optional.empty();
        for (var stack : state.stacks()) {
            if (stack.name().equals(name) && !stack.removing()) {
                return Optional.of(stack);
            }
            if (stack.name().equals(name)) {
                dying = Optional.of(stack);
            }
        }
        return removingToo ? dying : Optional.empty();
    }

    /** The services of a stack, sorted by name. */
    public static List<Service> services(ClusterState state, Stack stack) {
        return state.services()
                .values()
                .filter(service -> service.stack().equals(Optional.of(stack.id())))
                .sorted(java.util.Comparator.comparing(Service::name))
                .toList();
    }

    /** Where one service stands by itself. */
    public static StackPhase of(Service service) {
        if (service.removing()) {
            return REMOVING;
        }
        return switch (service.progress()) {
            case Progress.Rolling _ -> ROLLING;
            case Progress.Paused _ -> PAUSED;
            case Progress.RolledBack _ -> ROLLED_BACK;
            case Progress.Settled _ -> SETTLED;
        };
    }

    public static StackPhase of(ClusterState state, Stack stack) {
        if (stack.removing()) {
            return REMOVING;
        }
        if (goesBackNext(stack)) {
            return ROLLING;
        }
        boolean paused = false;
        boolean rolledBack = false;
        for (var service : services(state, stack)) {
            switch (service.progress()) {
                case Progress.Rolling _ -> {
                    return ROLLING;
                }
                case Progress.Paused _ -> paused = true;
                case Progress.RolledBack _ -> rolledBack |= !service.removing() && !wanted(stack, service);
                case Progress.Settled _ -> {}
            }
        }
        rolledBack |= wentBack(stack);
        return paused ? PAUSED : rolledBack ? ROLLED_BACK : SETTLED;
    }

    /** Where the current revision wants it, as after a rollback that was asked for: nothing failed then. */
    private static boolean wanted(Stack stack, Service service) {
        return stack.current()
                .filter(revision -> revision.services().containsValue(service.spec()))
                .isPresent();
    }

    /** A revision that failed stays the current one only until the one that brings back an older one is made. */
    private static boolean goesBackNext(Stack stack) {
        return stack.current()
                        .filter(revision -> revision.result() == StackRevision.Result.FAILED)
                        .isPresent()
                && stack.settledBefore().isPresent();
    }

    /** Why the stack went back by itself, as its history says it; empty if it did not. */
    public static Optional<String> whyBack(Stack stack) {
        return wentBack(stack) ? stack.current().map(StackRevision::message) : Optional.empty();
    }

    /** The current revision stands in for one that failed. */
    private static boolean wentBack(Stack stack) {
        var revisions = stack.revisions();
        return revisions.size() > 1
                && revisions.getLast().restores().isPresent()
                && revisions.get(revisions.size() - 2).result() == StackRevision.Result.FAILED;
    }
}
