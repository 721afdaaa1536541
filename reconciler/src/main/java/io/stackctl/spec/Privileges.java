package io.stackctl.spec;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What the kernel allows a container beyond, or short of, the engine's defaults.
 *
 * @param capabilitiesAdded names with {@code CAP_} prefix, or {@code ALL}; sorted
 * @param ulimits sorted by name
 * @param isolation Windows only
 */
public record Privileges(
        List<String> capabilitiesAdded,
        List<String> capabilitiesDropped,
        SortedMap<String, String> sysctls,
        List<Ulimit> ulimits,
        boolean readOnlyRoot,
        boolean privileged,
        List<String> securityOptions,
        Optional<Integer> oomScoreAdjustment,
        Optional<String> isolation) {
    /** One kernel limit of a process; -1 means none. */
    public record Ulimit(String name, long soft, long hard) {}

    public static final Privileges NORMAL = new Privileges(
            List.of(),
            List.of(),
            Immutable.emptyMap(),
            List.of(),
            false,
            false,
            List.of(),
            Optional.empty(),
            Optional.empty());

    public Privileges {
        capabilitiesAdded = List.copyOf(capabilitiesAdded);
        capabilitiesDropped = List.copyOf(capabilitiesDropped);
        sysctls = Immutable.sorted((Map<String, String>) sysctls);
        ulimits = List.copyOf(ulimits);
        securityOptions = List.copyOf(securityOptions);
    }
}
