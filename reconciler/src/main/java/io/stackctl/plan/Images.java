package io.stackctl.plan;

import io.stackctl.spec.ContainerSpec.PullPolicy;
import io.stackctl.spec.Placement;
import io.stackctl.spec.ServiceSpec;

/** Which image a service goes on with when the registry could not be asked. */
final class Images {
    private Images() {}

    /**
     * The spec with the digest and the platforms that its image is known by already, if it names the same image without
     * a digest. An unreachable registry then replaces no task.
     */
    static ServiceSpec asKnown(ServiceSpec wanted, ServiceSpec live) {
        var image = wanted.container().image();
        var known = live.container().image();
        boolean pinnable = !image.contains("@") && wanted.container().pull() != PullPolicy.NEVER;
        if (!pinnable || !(known.startsWith(image + "@") || known.startsWith(image + ":latest@"))) {
            return wanted;
        }
        var placement = wanted.placement();
        return wanted.withContainer(wanted.container().withImage(known))
                .withPlacement(new Placement(
                        placement.constraints(),
                        placement.preferences(),
                        placement.maxReplicasPerNode(),
                        placement.platforms().isEmpty() ? live.placement().platforms() : placement.platforms()));
    }
}
