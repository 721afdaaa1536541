package io.stackctl.convert;

import io.stackctl.spec.EndpointMode;
import io.stackctl.spec.PortSpec;
import io.stackctl.spec.Restart;
import io.stackctl.spec.Rollout;
import java.time.Duration;

/** The only place where a default is written. All but the last two are the peer's. */
final class Defaults {
    static final int REPLICAS = 1;
    static final EndpointMode ENDPOINT_MODE = EndpointMode.VIP;
    static final PortSpec.Protocol PROTOCOL = PortSpec.Protocol.TCP;
    static final PortSpec.PublishMode PUBLISH_MODE = PortSpec.PublishMode.INGRESS;
    static final String NETWORK = "default";
    static final String NETWORK_DRIVER = "overlay";
    static final Duration STOP_GRACE = Duration.ofSeconds(10);
    static final Restart RESTART = new Restart(Restart.Condition.ANY, Duration.ofSeconds(5), 0, Duration.ZERO);
    static final Rollout ROLLOUT =
            new Rollout(1, Duration.ZERO, Duration.ofSeconds(5), 0, Rollout.OnFailure.PAUSE, Rollout.Order.STOP_FIRST);
    static final String FILE_OWNER = "0";
    static final int FILE_MODE = 0444;

    /** Requests that were under way when a task left the load balancers have this long to end. */
    static final Duration DRAIN = Duration.ofSeconds(1);

    /** A task that does not serve this long after its creation has failed. */
    static final Duration PROGRESS_DEADLINE = Duration.ofMinutes(10);

    private Defaults() {}
}
