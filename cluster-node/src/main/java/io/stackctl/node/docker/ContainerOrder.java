package io.stackctl.node.docker;

import io.stackctl.spec.Immutable;
import io.stackctl.spec.Ipv4Address;
import io.stackctl.spec.MountSpec;
import io.stackctl.spec.ServiceSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A container to be made for one task: the spec, and beside it what the node adds or has filled in. Where both hold a
 * thing ({@code environment}, {@code mounts}, {@code hostname}), the order's own counts.
 *
 * @param task id of the task
 * @param files of the node, bound read-only onto paths of the container
 */
public record ContainerOrder(
        String name,
        String task,
        ServiceSpec spec,
        SortedMap<String, String> labels,
        List<String> environment,
        Optional<String> hostname,
        List<MountSpec> mounts,
        List<FileBind> files,
        Networking networking) {
    public ContainerOrder {
        labels = Immutable.sorted((Map<String, String>) labels);
        environment = List.copyOf(environment);
        mounts = List.copyOf(mounts);
        files = List.copyOf(files);
    }

    /** A file of the node that the container finds at {@code target}. */
    public record FileBind(Path source, String target) {}

    /** How the container reaches others. */
    public sealed interface Networking {
        /** Networks of ours, by the engine's name; at least one. */
        record Own(List<Endpoint> endpoints) implements Networking {
            public Own {
                endpoints = List.copyOf(endpoints);
                if (endpoints.isEmpty()) {
                    throw new IllegalArgumentException("a container on our networks has an address");
                }
            }
        }

        /** One of the engine's own: {@code host}, {@code none} or {@code bridge}. */
        record Predefined(String mode) implements Networking {}
    }

    /** A place on a network. */
    public record Endpoint(String network, Ipv4Address address, SortedMap<String, String> options) {
        public Endpoint {
            options = Immutable.sorted((Map<String, String>) options);
        }

        /** Follows from the address, so that neighbours on other machines can know it before the container is there. */
        public String mac() {
            int bits = address.bits();
            return "02:42:%02x:%02x:%02x:%02x".formatted(bits >>> 24, bits >>> 16 & 255, bits >>> 8 & 255, bits & 255);
        }
    }

    /** Environment and labels may hold what is not for logs. */
    @Override
    public String toString() {
        return "ContainerOrder[" + name + "]";
    }
}
