package io.stackctl.simulation;

import io.stackctl.fixtures.SpecBuilder;
import io.stackctl.spec.Mode;
import io.stackctl.spec.Restart;
import io.stackctl.spec.Rollout;
import io.stackctl.spec.ServiceSpec;
import io.stackctl.spec.ServiceSpec.Dependencies.Condition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** The services of one world and the shapes they take: each drawn once, then changed by new images. */
final class SpecPool {
    private final RandomGenerator random;
    private final RandomGenerator order;
    private final boolean rough;
    private final boolean ordered;
    private final List<String> names = new ArrayList<>();
    private final List<String> networks;
    private int images;

    /**
     * {@code rough}: also jobs, host ports, tight reservations, and images that fail from the start. {@code seed}: in one
     * world of three services wait for others; it has a sequence of its own, so the other worlds do not change with it.
     */
    SpecPool(long seed, RandomGenerator random, boolean rough, List<String> networks) {
        this.random = random;
        this.order = new SplittableRandom(seed);
        this.ordered = order.nextInt(3) == 0;
        this.rough = rough;
        this.networks = networks;
        int services = 1 + random.nextInt(rough ? 4 : 2);
        for (int i = 0; i < services; i++) {
            names.add(Requests.STACK_NAME + "_service" + i);
        }
    }

    List<String> names() {
        return names;
    }

    String anyName() {
        return names.get(random.nextInt(names.size()));
    }

    ServiceSpec first(String name) {
        var mode = mode();
        var builder = SpecBuilder.service(name)
                .mode(mode)
                .image(mode.job() ? "batch:1" : rough && random.nextInt(8) == 0 ? badImage() : "good:1")
                .restart(restart(mode))
                .update(rollout())
                .rollback(rollout())
                .pace(Duration.ofMillis(500L * random.nextInt(4)), Duration.ofSeconds(60));
        if (!networks.isEmpty() && random.nextInt(3) > 0) {
            builder.on(networks.get(random.nextInt(networks.size())));
        }
        if (random.nextInt(3) == 0) {
            builder.published(80, Optional.empty());
        }
        if (rough) {
            roughen(builder, mode);
        }
        if (ordered) {
            waitFor(builder, names.subList(0, names.indexOf(name)));
        }
        return builder.build();
    }

    /** Only for services before it: a circle would not be waited for. In a rough world it may also wait in vain. */
    private void waitFor(SpecBuilder builder, List<String> others) {
        var conditions = List.of(Condition.STARTED, Condition.HEALTHY, Condition.COMPLETED);
        for (var other : others) {
            if (order.nextInt(2) == 0) {
                var shortName = other.substring(Requests.STACK_NAME.length() + 1);
                builder.after(shortName, conditions.get(order.nextInt(rough ? 3 : 2)));
            }
        }
    }

    private void roughen(SpecBuilder builder, Mode mode) {
        if (random.nextInt(4) == 0) {
            builder.reserving(300);
        }
        if (random.nextInt(5) == 0) {
            builder.hostPort(8_000 + random.nextInt(2));
        }
        if (random.nextInt(5) == 0 && !mode.onEachNode()) {
            builder.atMostPerNode(1 + random.nextInt(2));
        }
    }

    private Mode mode() {
        return switch (random.nextInt(rough ? 8 : 1)) {
            case 5 -> new Mode.Global();
            case 6 -> new Mode.ReplicatedJob(1 + random.nextInt(2), 1 + random.nextInt(4));
            case 7 -> new Mode.GlobalJob();
            default -> new Mode.Replicated(1 + random.nextInt(6));
        };
    }

    private Restart restart(Mode mode) {
        var delay = Duration.ofSeconds(random.nextInt(6));
        if (!rough || random.nextInt(2) == 0) {
            return new Restart(Restart.Condition.ANY, delay, 0, Duration.ZERO);
        }
        var condition = mode.job() || random.nextBoolean() ? Restart.Condition.ON_FAILURE : Restart.Condition.ANY;
        var window = random.nextBoolean() ? Duration.ZERO : Duration.ofSeconds(30);
        return new Restart(condition, delay, random.nextInt(4), window);
    }

    private Rollout rollout() {
        var order = random.nextBoolean() ? Rollout.Order.START_FIRST : Rollout.Order.STOP_FIRST;
        var action = List.of(Rollout.OnFailure.values()).get(random.nextInt(3));
        return new Rollout(
                random.nextInt(4),
                Duration.ofSeconds(random.nextInt(3)),
                Duration.ofSeconds(random.nextInt(6)),
                new double[] {0, 0.2, 0.5}[random.nextInt(3)],
                action,
                order);
    }

    /** The same service with another image, good or bad. */
    ServiceSpec changed(ServiceSpec spec) {
        if (spec.mode().job()) {
            return withImage(spec, "batch");
        }
        return random.nextInt(3) == 0 ? bad(spec) : good(spec);
    }

    ServiceSpec good(ServiceSpec spec) {
        return withImage(spec, "good");
    }

    ServiceSpec bad(ServiceSpec spec) {
        return withImage(spec, badImage());
    }

    /** The same service with an image that is bad in any way there is, also by ending well at once. */
    ServiceSpec badly(ServiceSpec spec) {
        return random.nextInt(5) == 0 ? withImage(spec, "ending") : bad(spec);
    }

    private ServiceSpec withImage(ServiceSpec spec, String image) {
        return spec.withContainer(spec.container().withImage(image + ":" + ++images));
    }

    private String badImage() {
        return List.of("broken", "missing", "crashing", "hanging").get(random.nextInt(4));
    }
}
