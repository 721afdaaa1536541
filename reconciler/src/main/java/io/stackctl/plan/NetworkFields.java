package io.stackctl.plan;

import io.stackctl.spec.NetworkSpec;
import java.util.stream.Collectors;

/** The fields of a network. A network is made as a whole: only its labels can change while it lives. */
final class NetworkFields {
    private NetworkFields() {}

    static Fields of(NetworkSpec spec) {
        return new Fields()
                .replacing("driver", spec.driver())
                .replacing("driver_opts", spec.driverOptions())
                .replacing("internal", spec.internal())
                .replacing("attachable", spec.attachable())
                .inPlace("labels", spec.labels())
                .replacing(
                        "ipam", spec.pools().stream().map(NetworkFields::pool).collect(Collectors.joining(", ")));
    }

    private static String pool(NetworkSpec.Pool pool) {
        return pool.subnet()
                + pool.range().map(range -> " range " + range).orElse("")
                + pool.gateway().map(gateway -> " gateway " + gateway).orElse("");
    }
}
