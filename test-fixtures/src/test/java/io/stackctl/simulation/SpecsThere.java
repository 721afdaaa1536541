package io.stackctl.simulation;

/** Every service and every task finds its spec. */
final class SpecsThere implements Invariant {
    @Override
    public void afterCommit(World world) {
        for (var service : world.state.services()) {
            Violation.unless(world.state.specs().contains(service.spec()), "no spec for %s", service);
        }
        for (var task : world.tasks()) {
            Violation.unless(world.state.specs().contains(task.spec()), "no spec for %s", task);
        }
    }
}
