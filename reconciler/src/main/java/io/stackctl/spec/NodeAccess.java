package io.stackctl.spec;

import java.util.List;
import java.util.Optional;

/**
 * What a container is given of its node, or shares with it, beyond the engine's defaults. Empty lists, zero and absent
 * values leave the default in place.
 *
 * @param devices of the node, in the order of the file
 * @param deviceRules of the control group, such as {@code c 1:3 mr}
 * @param sharedMemoryBytes size of {@code /dev/shm}; 0 means the engine's default
 * @param cgroupParent the control group that the container's own is made in
 * @param runtime name of an OCI runtime that the engine knows
 */
public record NodeAccess(
        List<Device> devices,
        List<String> deviceRules,
        long sharedMemoryBytes,
        Namespaces namespaces,
        Optional<String> cgroupParent,
        Optional<String> runtime) {
    /**
     * A device of the node.
     *
     * @param source path on the node
     * @param target path in the container
     * @param permissions some of {@code r}, {@code w} and {@code m}
     */
    public record Device(String source, String target, String permissions) {}

    /** In whose namespaces the container is, in the engine's words, such as {@code host}. */
    public record Namespaces(
            Optional<String> process,
            Optional<String> ipc,
            Optional<String> user,
            Optional<String> cgroup,
            Optional<String> uts) {
        public static final Namespaces OWN = new Namespaces(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public static final NodeAccess NONE =
            new NodeAccess(List.of(), List.of(), 0, Namespaces.OWN, Optional.empty(), Optional.empty());

    public NodeAccess {
        devices = List.copyOf(devices);
        deviceRules = List.copyOf(deviceRules);
        if (sharedMemoryBytes < 0) {
            throw new IllegalArgumentException("a size is not negative: " + sharedMemoryBytes);
        }
    }
}
