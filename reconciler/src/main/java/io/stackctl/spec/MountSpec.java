package io.stackctl.spec;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Something that appears at a path inside the container. */
public sealed interface MountSpec {
    String target();

    boolean readOnly();

    /** A path of the node. {@code propagation}: one of the six kernel modes. */
    record Bind(String source, String target, boolean readOnly, Optional<String> propagation, boolean createSource)
            implements MountSpec {}

    /** A volume of the node's engine; without a name an anonymous one that ends with the container. */
    record Volume(
            Optional<String> name,
            String target,
            boolean readOnly,
            boolean noCopy,
            Optional<String> subpath,
            SortedMap<String, String> labels,
            Optional<Driver> driver)
            implements MountSpec {
        public Volume {
            labels = Immutable.sorted((Map<String, String>) labels);
        }
    }

    /** The volume plugin that makes a volume. */
    record Driver(String name, SortedMap<String, String> options) {
        public Driver {
            options = Immutable.sorted((Map<String, String>) options);
        }
    }

    /** Memory. {@code sizeBytes} 0: no limit; {@code mode}: file mode bits of its root. */
    record Tmpfs(String target, boolean readOnly, long sizeBytes, Optional<Integer> mode) implements MountSpec {}

    /** A named pipe of Windows nodes. */
    record NamedPipe(String source, String target, boolean readOnly) implements MountSpec {}
}
