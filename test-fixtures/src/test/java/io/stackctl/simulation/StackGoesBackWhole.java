package io.stackctl.simulation;

import io.stackctl.cluster.Stack;
import io.stackctl.cluster.StackRevision;

/**
 * A revision that failed never stays the last word where an older one settled; and in a calm world, the revision that
 * restores an older one ends with every service on just what that one had.
 */
final class StackGoesBackWhole implements Invariant {
    @Override
    public void atTheEnd(World world) {
        for (var stack : world.state.stacks()) {
            stack.current().ifPresent(current -> check(world, stack, current));
        }
    }

    private static void check(World world, Stack stack, StackRevision current) {
        Violation.unless(current.result() != StackRevision.Result.ROLLING, "the stack rolls for ever: %s", current);
        boolean settledBefore =
                stack.revisions().stream().anyMatch(revision -> revision.result() == StackRevision.Result.SETTLED);
        Violation.unless(
                current.result() != StackRevision.Result.FAILED || !settledBefore, "it does not go back: %s", stack);
        if (current.restores().isEmpty()) {
            return;
        }
        world.coverage.hit(Fault.STACK_WENT_BACK);
        if (world.calm) {
            var target = stack.revisions().stream()
                    .filter(revision -> current.restores().get().equals(revision.number()))
                    .findFirst()
                    .orElseThrow();
            target.services().forEach((name, key) -> {
                var service = world.state.services().get(key.service()).orElseThrow();
                boolean changedSince = service.updatedAt().isAfter(current.at());
                Violation.unless(
                        changedSince || world.state.spec(service).equals(world.state.spec(key)),
                        "%s is not what revision %s had: %s",
                        name,
                        target.number(),
                        service);
            });
        }
    }
}
