package io.stackctl.convert;

import io.stackctl.spec.Command;
import io.stackctl.spec.ContainerSpec;
import io.stackctl.spec.Immutable;
import io.stackctl.spec.Mode;
import io.stackctl.spec.Naming;
import io.stackctl.spec.NodeAccess;
import io.stackctl.spec.Pace;
import io.stackctl.spec.Placement;
import io.stackctl.spec.Privileges;
import io.stackctl.spec.Resources;
import io.stackctl.spec.ServiceSpec;
import java.util.List;
import java.util.Optional;

/** A service of which nothing but a name and an image is said: all else is a default. */
public final class NewService {
    private NewService() {}

    public static ServiceSpec of(String name, String image) {
        return new ServiceSpec(
                name,
                Immutable.emptyMap(),
                container(image),
                new Mode.Replicated(Defaults.REPLICAS),
                Resources.NONE,
                Defaults.RESTART,
                Defaults.ROLLOUT,
                Defaults.ROLLOUT,
                Placement.ANYWHERE,
                List.of(),
                List.of(),
                Defaults.ENDPOINT_MODE,
                new Pace(Defaults.DRAIN, Defaults.PROGRESS_DEADLINE),
                Optional.empty(),
                0);
    }

    private static ContainerSpec container(String image) {
        return new ContainerSpec(
                image,
                Command.OF_IMAGE,
                Naming.DEFAULT,
                Immutable.emptyMap(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Defaults.STOP_GRACE,
                Privileges.NORMAL,
                NodeAccess.NONE,
                Optional.empty());
    }
}
