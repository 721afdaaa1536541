package io.stackctl.simulation;

import io.stackctl.cluster.Birth;
import io.stackctl.cluster.Progress;
import io.stackctl.cluster.Service;
import io.stackctl.cluster.StackRevision;
import io.stackctl.spec.Mode;
import io.stackctl.spec.ServiceSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What users do to services that run well, and change their minds about in the middle of it, under leaders that change.
 * Nothing else goes wrong, so the strict promises hold.
 */
final class Updates {
    private final World world;
    private final Requests requests;
    private final SpecPool specs;
    private final Set<Birth> met = new HashSet<>();
    private final int moves;

    Updates(World world, Requests requests, SpecPool specs) {
        this.world = world;
        this.requests = requests;
        this.specs = specs;
        this.moves = 1 + world.random.nextInt(5);
    }

    /** Says how long it takes until all has been asked for; what the last of it brings may still be under way then. */
    Duration begin() {
        var at = Duration.ZERO;
        for (int i = 0; i < moves; i++) {
            at = at.plus(world.between(0, 9_000));
            world.after(at, () -> move(specs.anyName()));
        }
        watch(world.now.plus(at).plusSeconds(20));
        return at.plus(world.between(100, 5_000));
    }

    /** A rollback is over soon: now and then somebody acts in the middle of it. */
    private void watch(Instant end) {
        for (var service : world.state.services()) {
            if (!service.removing()
                    && service.progress() instanceof Progress.Rolling rolling
                    && rolling.direction() == Progress.Direction.BACK
                    && met.add(rolling.born())
                    && world.chance(0.9)) {
                if (world.chance(0.4)) {
                    world.leader.change();
                } else {
                    update(service, specs.good(world.state.spec(service)));
                }
            }
        }
        if (world.now.isBefore(end)) {
            world.after(Duration.ofMillis(400), () -> {
                if (world.calm) { // Else the stack is on its way out.
                    watch(end);
                }
            });
        }
    }

    private void move(String name) {
        var service = world.service(name).orElseThrow();
        var spec = world.state.spec(service);
        switch (world.random.nextInt(10)) {
            case 0, 1, 2 -> leaderChanges(service);
            case 3 -> update(service, specs.good(spec));
            case 4, 5 -> update(service, specs.badly(spec));
            case 6 -> scale(service, spec);
            case 7 -> {
                world.coverage.hit(Fault.FORCE_UPDATE);
                update(service, spec.withForceUpdate(spec.forceUpdate() + 1));
            }
            case 8 -> goBack(service);
            default -> {
                var _ = resume();
            }
        }
    }

    private void leaderChanges(Service service) {
        if (service.progress() instanceof Progress.Rolling rolling
                && rolling.direction() == Progress.Direction.FORWARD) {
            world.coverage.hit(Fault.LEADER_CHANGE_IN_UPDATE);
        }
        world.leader.change();
    }

    /** As a deploy of the whole stack, or of this service alone. */
    private void update(Service service, ServiceSpec spec) {
        if (service.progress() instanceof Progress.Rolling rolling && rolling.direction() == Progress.Direction.BACK) {
            world.coverage.hit(Fault.UPDATE_OVER_ROLLBACK);
        }
        requests.deploy(spec);
        if (world.chance(0.7)) {
            requests.deployedAtOnce(onFailure());
        }
    }

    private Optional<StackRevision.OnFailure> onFailure() {
        var all = StackRevision.OnFailure.values();
        return world.chance(0.6) ? Optional.empty() : Optional.of(all[world.random.nextInt(all.length)]);
    }

    private void scale(Service service, ServiceSpec spec) {
        world.coverage.hit(Fault.SCALE);
        if (service.progress() instanceof Progress.Rolling) {
            world.coverage.hit(Fault.SCALE_IN_UPDATE);
        }
        update(service, spec.withMode(new Mode.Replicated(world.random.nextInt(7))));
    }

    private void goBack(Service service) {
        if (service.previous().isPresent()) {
            world.coverage.hit(Fault.ROLLBACK_ASKED);
            requests.goBack(service);
        }
    }

    /** Whether there was anything to resume. */
    boolean resume() {
        boolean resumed = false;
        for (var service : world.state.services()) {
            if (service.progress() instanceof Progress.Paused) {
                world.coverage.hit(Fault.RESUMED);
                requests.resume(service);
                resumed = true;
            }
        }
        return resumed;
    }
}
